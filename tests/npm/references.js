// Reads each file of references and prints, as JSON, its records in CSL-JSON and each as citeproc sets it in APA style.
const { readFileSync } = require("node:fs");
const { Cite } = require("@citation-js/core");

for (const format of ["csl", "bibtex", "ris"]) require(`@citation-js/plugin-${format}`);

const read = (file) => new Cite(readFileSync(file, "utf8")).data.map(({ _graph, ...record }) => record);
const apa = (record) => new Cite(record).format("bibliography", { template: "apa", lang: "en-US" }).trim();
const files = process.argv.slice(2).map(read);
console.log(JSON.stringify(files.map((records) => records.map((record) => ({ record, apa: apa(record) })))));
