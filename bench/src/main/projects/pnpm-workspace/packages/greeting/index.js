export function greeting(page) {
  return `The ${page} page`;
}
