// Answers each line of the input, {"redirects": [...], "rewrites": [...], "visits": [...]}, with a
// line: for each visit "308 /target", "200 /target" or "-", as the routes say that Vercel's own
// compiler makes of the rules. Rules that it refuses are left out, one by one.
const readline = require("node:readline");
const { getTransformedRoutes } = require("@vercel/routing-utils");

const compiled = (kind, rules) =>
  rules.flatMap((rule) => {
    const { routes, error } = getTransformedRoutes({ [kind]: [rule] });
    return error ? [] : routes.filter((route) => route.src);
  });

const cookies = (header = "") =>
  Object.fromEntries(
    header.split(";").filter(Boolean).map((pair) => pair.trim().split(/=(.*)/s).slice(0, 2)),
  );

function value({ type, key }, { host, query, headers }) {
  switch (type) {
    case "host":
      return host;
    case "header":
      return headers[key.toLowerCase()];
    case "cookie":
      return cookies(headers.cookie)[key];
    default:
      return new URLSearchParams(query).getAll(key).at(-1);
  }
}

function holds(condition, visit, captured) {
  const found = value(condition, visit);
  if (found === undefined) {
    return false;
  }
  if (!condition.value) {
    captured[condition.key] = found;
    return true;
  }
  const match = new RegExp(`^(?:${condition.value})$`).exec(found);
  if (match && condition.type === "host") {
    captured.host = match[0];
  }
  Object.assign(captured, match?.groups);
  return match !== null;
}

function filled(route, visit) {
  const match = new RegExp(route.src, "i").exec(visit.path);
  const captured = {};
  const { has = [], missing = [] } = route;
  if (
    !match ||
    !has.every((each) => holds(each, visit, captured)) ||
    missing.some((each) => holds(each, visit, {}))
  ) {
    return null;
  }
  return (route.headers?.Location ?? route.dest).replace(
    /\$([0-9]+|[A-Za-z_][A-Za-z0-9_]*)/g,
    (_, name) => (/^[0-9]/.test(name) ? match[Number(name)] : captured[name]) ?? "",
  );
}

function answer(redirects, rewrites, visit) {
  for (const route of redirects) {
    const target = filled(route, visit);
    if (target !== null) {
      return `${route.status} ${target}`;
    }
  }
  for (const route of rewrites) {
    const target = filled(route, visit);
    if (target !== null) {
      return `200 ${target.replace(/[?#].*/s, "")}`;
    }
  }
  return "-";
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { redirects, rewrites, visits } = JSON.parse(line);
    const compiledRedirects = compiled("redirects", redirects);
    const compiledRewrites = compiled("rewrites", rewrites);
    const answers = visits.map((visit) => answer(compiledRedirects, compiledRewrites, visit));
    process.stdout.write(JSON.stringify(answers) + "\n");
  }
})();
