// Helps to find the way about the map. Everything it shows stands in the page already: the boxes are links to the rows
// of the table, and what is opened beside the map is a copy of a row.
"use strict";
(() => {
  const picture = document.querySelector(".drawn .picture");
  if (!picture) return;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const roles = all("a.role", picture);
  const ways = all(".ways .way", picture);
  const details = document.getElementById("details");
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const byId = new Map(roles.map((role) => [role.dataset.id, role]));
  let opened = null;

  // The ways of a role, and the roles at their ends, stand out while it is pointed at, in focus or opened.
  function light(id) {
    picture.classList.toggle("lit", Boolean(id));
    const ends = new Set([id]);
    for (const way of ways) {
      const touches = way.dataset.from === id || way.dataset.to === id;
      way.classList.toggle("lit", touches);
      if (touches) ends.add(way.dataset.from).add(way.dataset.to);
    }
    for (const role of roles) role.classList.toggle("lit", ends.has(role.dataset.id));
  }

  // Opens what the table says about a role beside the map.
  function open(id) {
    const row = document.getElementById("role-" + id);
    if (!row) return;
    const [head, ...cells] = row.children;
    const title = document.createElement("h2");
    title.id = "details-title";
    title.textContent = head.querySelector(".title").textContent;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", shut);
    const where = document.createElement("p");
    where.className = "quiet";
    where.textContent = head.querySelector(".quiet").textContent;
    const parts = cells.flatMap((cell) => {
      const name = document.createElement("h3");
      name.textContent = cell.dataset.head;
      return [name, cell.firstElementChild.cloneNode(true)];
    });
    details.replaceChildren(close, title, where, ...parts);
    details.hidden = false;
    details.focus();
    if (opened) byId.get(opened)?.classList.remove("at");
    opened = id;
    const role = byId.get(id);
    role?.classList.add("at");
    role?.scrollIntoView({ block: "nearest", inline: "nearest" });
    light(id);
  }

  function shut() {
    if (!opened) return;
    const role = byId.get(opened);
    opened = null;
    details.hidden = true;
    role?.classList.remove("at");
    light(null);
    role?.focus();
  }

  function search() {
    const wanted = find.value.trim().toLowerCase();
    let count = 0;
    let first = null;
    for (const role of roles) {
      const matches = wanted !== "" && !role.classList.contains("off") && role.dataset.names.includes(wanted);
      role.classList.toggle("match", matches);
      if (matches) { count += 1; first ??= role; }
    }
    picture.classList.toggle("sought", wanted !== "");
    found.textContent = wanted === "" ? "" : count === 1 ? "1 role" : count === 0 ? "no role" : count + " roles";
    first?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return first;
  }

  // Takes the lanes of some tracks out and closes the gaps: what stands below them moves up. A curve is made of capital
  // letters and pairs of numbers, of which each second one is a height.
  const lanes = all(".lane", picture).map((lane) =>
    ({ lane, track: lane.dataset.track, top: Number(lane.dataset.top), height: Number(lane.dataset.height) }));
  const curves = all(".ways path", picture).map((path) => ({ path, whole: path.getAttribute("d") }));
  const strips = all(".strip", picture);
  const legend = picture.querySelector(".legend");
  const [, , width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
  function filter() {
    const shown = new Set(all("#tools [name=track]:checked").map((box) => box.value));
    const gone = lanes.filter((lane) => !shown.has(lane.track));
    const above = (y) => gone.reduce((sum, lane) => sum + Math.min(Math.max(y - lane.top, 0), lane.height), 0);
    const move = (element, y) => element.setAttribute("transform", "translate(0 " + -above(y) + ")");
    for (const { lane, track, top } of lanes) { lane.classList.toggle("off", !shown.has(track)); move(lane, top); }
    for (const strip of strips) {
      strip.classList.toggle("off", !shown.has(strip.dataset.track));
      move(strip, Number(strip.getAttribute("y")));
    }
    for (const role of roles) role.classList.toggle("off", !shown.has(role.dataset.track));
    for (const way of ways) {
      const isOff = (id) => byId.get(id)?.classList.contains("off") ?? true;
      way.classList.toggle("off", isOff(way.dataset.from) || isOff(way.dataset.to));
    }
    for (const { path, whole } of curves) {
      path.setAttribute("d", whole.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => x + " " + (y - above(Number(y)))));
    }
    move(legend, height);
    picture.setAttribute("viewBox", "0 0 " + width + " " + (height - above(height)));
    picture.setAttribute("height", height - above(height));
    search();
  }

  for (const role of roles) {
    role.addEventListener("pointerenter", () => light(role.dataset.id));
    role.addEventListener("pointerleave", () => light(opened));
    role.addEventListener("focus", () => light(role.dataset.id));
    role.addEventListener("blur", () => light(opened));
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#role-']");
    // Links of the table stay within the table.
    if (!link || !(picture.contains(link) || details.contains(link))) return;
    event.preventDefault();
    open(link.getAttribute("href").slice("#role-".length));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (opened) shut();
    else { find.value = ""; search(); }
  });
  find.addEventListener("input", search);
  const tools = document.getElementById("tools");
  tools.addEventListener("submit", (event) => { event.preventDefault(); search()?.focus(); });
  tools.addEventListener("change", (event) => { if (event.target.name === "track") filter(); });
  tools.hidden = false;

  // Where somebody is stands in the middle at first.
  const here = picture.querySelector("a.role.here");
  const frame = picture.closest(".drawn");
  if (here && frame) {
    const [box, room] = [here.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollBy(
      box.left - room.left - (room.width - box.width) / 2,
      box.top - room.top - (room.height - box.height) / 2,
    );
  }
})();
