const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How long ago `then` was, in the largest unit that fits: “3 minutes ago”. */
export function ago(then, now) {
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  return words.format(-Math.floor(seconds / size), unit);
}
