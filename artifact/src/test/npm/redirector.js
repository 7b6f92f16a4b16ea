// Answers each line of the input, {"rules": text, "requests": [...]}, with a line: what Netlify's own
// matcher makes of each request, [status, force, target] or null.
const readline = require("node:readline");
const redirector = require("netlify-redirector");

async function answers({ rules, requests }) {
  const matcher = await redirector.parsePlain(rules, {});
  return requests.map(({ scheme, host, path, query, headers, cookies }) => {
    const match = matcher.match({
      scheme,
      host,
      path,
      query,
      headers,
      cookieValues: cookies,
      getHeader: (name) => headers[name] ?? "",
      getCookie: (name) => cookies[name] ?? "",
    });
    return match && match.to ? [match.status, match.force, match.to] : null;
  });
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answers(JSON.parse(line))) + "\n");
  }
})();
