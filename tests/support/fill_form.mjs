/* Fills the fields of PDFs as Firefox does, and saves them: node fill_form.mjs PDF_JS < jobs.
   A job, a JSON value a line, has the files `from` and `to`, and `values` by the names of fields: words, or true to tick. */
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

globalThis.DOMMatrix = class {}; // it is for drawing pages, which nobody does here
const { getDocument, VerbosityLevel } = await import(process.argv[2]);

for (const job of (await text(process.stdin)).trim().split("\n").map(JSON.parse)) {
  const data = new Uint8Array(await readFile(job.from));
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
  const fields = await pdf.getFieldObjects();
  for (const [name, value] of Object.entries(job.values)) {
    for (const { id } of fields[name]) pdf.annotationStorage.setValue(id, { value });
  }
  await writeFile(job.to, await pdf.saveDocument());
  await pdf.destroy();
}
