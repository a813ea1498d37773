/* The answers as a record for the regulator: an entry for each, which can be saved or printed. All of it stays in the
   reader's browser. What a regulator asks for, and all words, come from the section with the record. */
(() => {
  "use strict";

  const section = document.getElementById("record");
  const words = section.dataset;
  const entries = new Map(); // by the answer's field

  /* A text in; out, how many words it has. */
  function count(text) {
    return (text.match(/\S+/gu) ?? []).length;
  }

  /* An answer's field in; out, above what it is on the page. */
  function titleOf(answer) {
    const above = [answer.closest("main > section").querySelector("h2"), answer.closest(".approach")?.querySelector("h3")];
    return above.map((heading) => heading?.innerText).filter(Boolean).join(": ");
  }

  /* A field in; how many words it has stands beside it. */
  function showCount(field) {
    const beside = field.closest(".asked, .question, .prompt")?.querySelector(".count");
    if (beside) beside.textContent = words.counted.replace("{number}", count(field.value)) + ". ";
  }

  /* An answer's field in; out, its entry, which is made when there is something to enter. */
  function entryOf(answer) {
    if (entries.has(answer)) return entries.get(answer);
    const entry = section.querySelector("template").content.cloneNode(true).firstElementChild;
    entry.querySelector("summary").textContent = answer.labels[0].innerText;
    for (const control of entry.querySelectorAll("input, textarea")) {
      control.id = `record-${answer.id}.${control.name}`;
      const label = control.closest("label") ?? control.closest(".asked").querySelector("label");
      label.htmlFor = control.id;
      booklet.add(control);
      showCount(control);
      control.addEventListener("input", () => showCount(control));
      control.addEventListener("input", showTotal);
    }
    const after = booklet.answers.slice(booklet.answers.indexOf(answer) + 1).find((each) => entries.has(each));
    section.querySelector(".entries").insertBefore(entry, after ? entries.get(after) : null);
    entries.set(answer, entry);
    return entry;
  }

  /* An answer's field in; its entry is shown where there is an answer. */
  function show(answer) {
    showCount(answer);
    if (!answer.value.trim() && !entries.has(answer)) return;
    const entry = entryOf(answer);
    entry.hidden = !answer.value.trim();
    entry.querySelector(".answer").textContent = answer.value.trim();
  }

  /* Nothing in; out, the answers that are entered. */
  function entered() {
    return booklet.answers.filter((answer) => answer.value.trim());
  }

  function showTotal() {
    const each = [...entered(), ...section.querySelectorAll(".entry:not([hidden]) textarea")];
    const all = each.reduce((sum, field) => sum + count(field.value), 0);
    const total = section.querySelector(".total");
    total.textContent = words.all.replace("{number}", all);
    total.hidden = !all;
  }

  /* A part of an entry in; out, what is entered there: a list of what is ticked, a number or a text; null for no number. */
  function valueOf(part) {
    if (part.matches("fieldset")) return [...part.querySelectorAll("input")].map(booklet.written).filter(Boolean);
    if (part.querySelector(".answer")) return part.querySelector(".answer").textContent;
    const control = part.querySelector("input, textarea");
    if (control.type === "number") return control.value ? Number(control.value) : null;
    return control.value;
  }

  /* An answer's field in; out, its entry as data. */
  function dataOf(answer) {
    const parts = [...entryOf(answer).querySelectorAll("[data-field]")];
    const asked = Object.fromEntries(parts.map((part) => [part.dataset.field, valueOf(part)]));
    return { title: titleOf(answer), prompt: answer.labels[0].innerText, ...asked };
  }

  /* A value in; out, a cell of a table. What a spreadsheet would take for a formula stays text. */
  function cell(value) {
    const text = String(Array.isArray(value) ? value.join("; ") : (value ?? ""));
    return `"${(/^[=+\-@\t\r]/u.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;
  }

  /* Nothing in; out, the record as a table, with a mark at its beginning by which spreadsheets know UTF-8. */
  function table() {
    const parts = [...section.querySelector("template").content.querySelectorAll("[data-field]")];
    const head = [words.title, words.prompt, ...parts.map((part) => part.dataset.label)];
    const rows = [head, ...entered().map((answer) => Object.values(dataOf(answer)))];
    return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
  }

  /* Nothing in; out, the record as data. */
  function data() {
    const head = { title: document.querySelector("h1").innerText, for: booklet.words.for, regulator: words.regulator };
    return JSON.stringify({ ...head, saved: booklet.stamp(new Date()), entries: entered().map(dataOf) }, null, 2);
  }

  /* How the record is saved in: as what, with which ending and of which kind. */
  function save(made, ending, kind) {
    if (!entered().length) return booklet.say(booklet.words.none);
    booklet.download(`${words.file}-${booklet.stamp(new Date())}.${ending}`, made(), kind);
  }

  function printAlone() {
    if (!entered().length) return booklet.say(booklet.words.none);
    for (const answer of entered()) entryOf(answer).open = true;
    document.documentElement.classList.add("record-alone");
    addEventListener("afterprint", () => document.documentElement.classList.remove("record-alone"), { once: true });
    print();
  }

  function showAll() {
    for (const answer of booklet.answers) show(answer);
    showTotal();
  }

  section.hidden = false;
  for (const answer of booklet.answers) {
    answer.addEventListener("input", () => show(answer));
    answer.addEventListener("input", showTotal);
  }
  document.addEventListener("cleared", showAll);
  document.getElementById("save-table").addEventListener("click", () => save(table, "csv", "text/csv"));
  document.getElementById("save-data").addEventListener("click", () => save(data, "json", "application/json"));
  document.getElementById("print-record").addEventListener("click", printAlone);
  showAll();
})();
