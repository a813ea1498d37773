/* What a reader writes is kept in the reader's own browser, can be saved to a file, and goes nowhere else.
   All words come from the page: from its labels, and from the data of the section with the answers. */
const booklet = (() => {
  "use strict";

  const words = document.getElementById("answers").dataset;
  const fields = [...document.querySelectorAll("textarea")];
  const shelf = openShelf();

  /* Nothing in; out, the browser's storage, or null where it keeps nothing. */
  function openShelf() {
    try {
      const name = words.key + "try";
      localStorage.setItem(name, "");
      localStorage.removeItem(name);
      return localStorage;
    } catch {
      return null;
    }
  }

  /* A field in; out, what is written in it. A box that is ticked has its value. */
  function written(field) {
    return field.type === "checkbox" && !field.checked ? "" : field.value;
  }

  /* A field and a text in; the field has it from now on. */
  function write(field, text) {
    if (field.type === "checkbox") field.checked = text !== "";
    else field.value = text;
    copyOut(field);
  }

  /* A field in; its text is kept, or forgotten where there is none. Out, whether that could be done. */
  function keep(field) {
    try {
      if (written(field)) shelf.setItem(words.key + field.id, written(field));
      else shelf.removeItem(words.key + field.id);
      return true;
    } catch {
      return false;
    }
  }

  /* A field in; its text stands beside it too, so that the field grows with it and all of it is printed. */
  function copyOut(field) {
    if (field.parentElement.matches(".field")) field.parentElement.dataset.text = field.value + "\n";
  }

  /* A field in; it is kept, and has what was kept of it. */
  function add(field) {
    if (!fields.includes(field)) fields.push(field);
    write(field, shelf?.getItem(words.key + field.id) ?? written(field));
    field.addEventListener("input", onInput);
  }

  let later = 0;

  /* Words in; they are said to the reader once, also when they are the same as last time. */
  function say(message) {
    const status = document.querySelector(".status");
    clearTimeout(later);
    status.textContent = "";
    later = setTimeout(() => {
      status.textContent = message;
      later = setTimeout(() => (status.textContent = ""), 6000);
    }, 100);
  }

  let resting = 0;

  function onInput(event) {
    copyOut(event.target);
    const kept = keep(event.target);
    clearTimeout(resting);
    resting = setTimeout(() => say(kept ? words.saved : words.lost), 900);
  }

  /* Nothing in; out, the text to save: every answer with its question, below the headings around it. */
  function allAnswers() {
    const lines = [];
    const above = { H2: "", H3: "" };
    for (const element of document.querySelectorAll("main h2, main h3, main textarea")) {
      if (element.closest(".record")) continue;
      if (element.tagName === "H2") Object.assign(above, { H2: element.innerText, H3: "" });
      else if (element.tagName === "H3") above.H3 = element.innerText;
      else if (element.value.trim()) {
        for (const level of ["H2", "H3"]) {
          if (above[level]) lines.push("", level === "H2" ? above[level].toUpperCase() : above[level]);
          above[level] = "";
        }
        lines.push("", element.labels[0].innerText, "", element.value.trim(), "");
      }
    }
    return lines;
  }

  function save() {
    const answers = allAnswers();
    if (!answers.length) return say(words.none);
    const now = new Date();
    const day = now.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const head = [document.querySelector("h1").innerText, words.for, day, ""];
    const text = [...head, ...answers].join("\n").replaceAll("\u00a0", " ").replace(/\n{3,}/g, "\n\n");
    download(`${words.file}-${stamp(now)}.txt`, text, "text/plain");
  }

  /* The name of a file, its text and its kind in; the reader gets it. */
  function download(name, text, kind) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(words.filed);
  }

  /* A time in; out, its day by the reader's clock, as 2026-01-31. */
  function stamp(time) {
    const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  }

  function clear() {
    if (!confirm(words.sure)) return;
    clearTimeout(resting); // or what was typed last would be said to be kept
    for (const field of fields) {
      write(field, "");
      keep(field);
    }
    document.dispatchEvent(new Event("cleared"));
    say(words.cleared);
  }

  /* The list of contents is open where it has a column of its own, else until the reader goes on; it says where that is. */
  function followReader() {
    const list = document.querySelector(".contents");
    const details = list.querySelector("details");
    const wide = matchMedia("(min-width: 64em)");
    const fit = () => (details.open = wide.matches);
    wide.addEventListener("change", fit);
    fit();
    const links = new Map([...details.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
    details.addEventListener("click", (event) => event.target.closest("a") && fit());
    details.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget)) fit();
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || wide.matches) return;
      fit();
      details.querySelector("summary").focus();
    });
    const seen = (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        for (const link of links.values()) link.removeAttribute("aria-current");
        const here = links.get(entry.target.id);
        here.setAttribute("aria-current", "location");
        list.scrollTop = here.offsetTop - list.clientHeight / 2;
      }
    };
    const observer = new IntersectionObserver(seen, { rootMargin: "-30% 0px -69% 0px" });
    for (const id of links.keys()) observer.observe(document.getElementById(id));
  }

  document.documentElement.classList.add("scripted");
  for (const field of fields) add(field);
  for (const note of document.querySelectorAll("p.stays[hidden]")) {
    if (!shelf) note.textContent = words.lost;
    note.hidden = false;
  }
  for (const buttons of document.querySelectorAll(".buttons")) buttons.hidden = false;
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("clear").addEventListener("click", clear);
  followReader();
  return { add, answers: [...fields], download, say, stamp, words, written };
})();
