"use strict";
// Pages are replaced where they stand, each when its picture is there, so that the reader keeps the place.
const byId = (id) => document.getElementById(id);
const idOf = (path) => "file-" + path.replace(/[^a-z0-9]+/gi, "-");
const at = (path) => path.split("/").map(encodeURIComponent).join("/");

function made(tag, parent, attributes = {}) {
  const element = parent.appendChild(document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function sectionOf(file) {
  let section = byId(idOf(file.path));
  if (!section) {
    section = made("section", byId("files"), { id: idOf(file.path), "aria-labelledby": idOf(file.path) + "-name" });
    const link = made("a", made("h2", section, { id: idOf(file.path) + "-name" }), { href: "/file/" + at(file.path) });
    link.textContent = file.path;
    if (file.pages) made("div", section, { class: "pages" });
    else if (file.path.endsWith(".html")) made("iframe", section, { title: file.path, sandbox: "allow-scripts" });
  }
  return section;
}

function showPages(file, holder) {
  holder.classList.toggle("spreads", Boolean(file.spreads));
  holder.dir = file.spreads || "";
  while (holder.children.length > file.pages) holder.lastElementChild.remove();
  for (let number = 1; number <= file.pages; number++) {
    const image = holder.children[number - 1] || made("img", holder, { loading: "lazy" });
    image.alt = `Page ${number} of ${file.path}`;
    [image.width, image.height] = file.size.map(Math.round);
    const source = `/page/${number}/${at(file.path)}?${file.sum}`;
    if (!image.getAttribute("src") || !image.complete) image.src = source;
    else if (image.getAttribute("src") !== source) {
      const next = new Image();
      next.onload = () => { image.src = source; };
      next.src = source;
    }
  }
}

function showFile(file) {
  const section = sectionOf(file);
  if (section.dataset.sum === file.sum) return;
  section.dataset.sum = file.sum;
  if (file.pages) showPages(file, section.querySelector(".pages"));
  const frame = section.querySelector("iframe");
  if (frame) frame.src = `/file/${at(file.path)}?${file.sum}`;
}

function listFiles(files) {
  const list = byId("list");
  list.replaceChildren();
  for (const file of files) made("a", made("li", list), { href: "#" + idOf(file.path) }).textContent = file.path;
}

function show(state) {
  const files = state.files || [];
  const known = new Set(files.map((file) => idOf(file.path)));
  for (const section of [...byId("files").children]) if (!known.has(section.id)) section.remove();
  if (byId("list").children.length !== files.length) listFiles(files);
  files.forEach(showFile);
  byId("wrong").hidden = !state.problems.length;
  byId("wrong").textContent = state.problems.join("\n\n");
  const count = state.made.length;
  byId("said").textContent = state.failed
    ? "Something is wrong: these are the last good pages"
    : `${count ? count : "No"} edition${count === 1 ? "" : "s"} made, in ${state.seconds} s`;
}

new EventSource("/events").onmessage = async (event) => {
  if (event.data !== "0") show(await (await fetch("/state")).json());
};
