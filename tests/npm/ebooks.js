// Runs Ace on each e-book and prints, as JSON, what it finds in each: the file, the rule and what is wrong.
const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const ace = require("@daisy/ace-core");
const browser = require("@daisy/ace-axe-runner-puppeteer");

const found = ({ assertions }) =>
  assertions.flatMap(({ "earl:testSubject": { url }, assertions: each }) =>
    each.map(({ "earl:test": rule, "earl:result": result }) => `${url}: ${rule["dct:title"]}: ${result["dct:description"]}`),
  );

async function check(book) {
  const outdir = mkdtempSync(join(tmpdir(), "ace-"));
  const [, report] = await ace(book, { cwd: process.cwd(), outdir, silent: true, initLogger: true }, browser);
  return found(report);
}

async function main() {
  const results = [];
  for (const book of process.argv.slice(2)) results.push(await check(book));
  console.log(JSON.stringify(results));
}

main();
