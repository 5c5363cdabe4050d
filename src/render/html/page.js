"use strict";
/* The theme is set before anything is seen; everything else waits for the document. */
(() => {
  const root = document.documentElement;
  const recall = () => { try { return localStorage.getItem("clipstride-theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("clipstride-theme", theme); } catch { /* private windows forget */ } };
  const dress = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme;
  };
  dress(recall());

  const themes = () => {
    const chosen = root.dataset.theme || "system";
    for (const input of document.querySelectorAll(".theme input")) {
      input.checked = input.value === chosen;
      input.addEventListener("change", () => { dress(input.value); keep(input.value); });
    }
  };

  /* The filter: a session stays if both choices let it; what a link opens stays as well. */
  const list = () => [...document.querySelectorAll(".session")];
  const tell = () => {
    const shown = document.getElementById("shown");
    if (!shown) return;
    const left = list().filter((session) => !session.hidden).length;
    shown.textContent = `${left} of ${shown.dataset.all}`;
    document.getElementById("none-left").hidden = left > 0;
  };
  const filters = () => {
    const form = document.getElementById("filters");
    if (!form) return;
    const sift = () => {
      const picked = new FormData(form);
      for (const session of list()) {
        session.hidden = !["sport", "verdict"].every((by) => !picked.get(by) || picked.get(by) === session.dataset[by]);
      }
      tell();
    };
    form.addEventListener("change", sift);
    form.addEventListener("submit", (event) => event.preventDefault());
    if (new FormData(form).get("sport") || new FormData(form).get("verdict")) sift();
  };

  /* The inside of a session is packed; it becomes drawings and tables when the session is first opened. */
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(plain).text();
  };
  const unfold = async (session) => {
    const shelf = session.querySelector(".shelf");
    const held = shelf?.querySelector("script");
    if (!held) return;
    held.remove();
    try {
      shelf.innerHTML = await unpack(held.textContent);
    } catch {
      shelf.textContent = "This browser cannot unpack this session.";
    }
  };
  const reveal = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a name with a bare per cent sign is its own address */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      if (fold.hidden) { fold.hidden = false; tell(); }
      fold.open = true;
      if (fold.matches(".session")) unfold(fold);
    }
    target.scrollIntoView();
  };

  /* The read-out. */
  const svgName = "http://www.w3.org/2000/svg";
  const pad = (n) => String(n).padStart(2, "0");
  const write = {
    time: (s) => {
      const all = Math.round(s);
      const [h, m, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
      return h ? `${h}:${pad(m)}:${pad(rest)}` : `${m}:${pad(rest)}`;
    },
    day: (d) => new Date(d * 864e5).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" }),
    week: (w) => `Week ${Math.round(w)}`,
    metres: (m) => `${m.toFixed(1)} m`,
    watts: (w) => `${Math.round(w)} W`,
  };
  const space = (unit) => (unit === "°" ? "" : "\u00a0");
  const known = new WeakMap();
  let shown = null;

  /* Channels over one time are read together; what else there is, one at a time. */
  const read = (chart) => {
    if (known.has(chart)) return known.get(chart);
    const held = chart.querySelector('script[type="application/json"]');
    const { panels, spots } = held ? JSON.parse(held.textContent) : { panels: [], spots: [] };
    const groups = [];
    for (const panel of panels) {
      panel.series = panel.series.map(([name, flat]) => {
        const points = [];
        for (let i = 0; i < flat.length; i += 2) points.push([flat[i], flat[i + 1]]);
        return { name, points: points.sort((a, b) => a[0] - b[0]) };
      });
      const same = ({ panels: [first] }) => panel.axis === "time" && first.axis === "time"
        && first.frame[0] === panel.frame[0] && first.frame[2] === panel.frame[2]
        && first.x[0] === panel.x[0] && first.x[1] === panel.x[1];
      const group = groups.find(same);
      if (group) group.panels.push(panel); else groups.push({ panels: [panel] });
    }
    for (const group of groups) {
      const all = group.panels.flatMap((panel) => [
        ...(panel.notes || []).map((note) => note[0]),
        ...panel.series.flatMap((series) => series.points.map((point) => point[0])),
      ]);
      group.stops = [...new Set(all)].sort((a, b) => a - b);
    }
    if (spots.length) groups.push({ spots, stops: spots.map((_, index) => index) });
    const state = { groups: groups.filter((group) => group.stops.length), group: 0, stop: -1 };
    known.set(chart, state);
    return state;
  };
  const across = (panel, x) => panel.frame[0] + (x - panel.x[0]) / (panel.x[1] - panel.x[0]) * panel.frame[2];
  const up = (panel, y) => panel.frame[1] + panel.frame[3] - (y - panel.y[0]) / (panel.y[1] - panel.y[0]) * panel.frame[3];
  const nearest = (stops, x) => {
    let [low, high] = [0, stops.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (stops[middle] <= x) low = middle; else high = middle;
    }
    return Math.abs(stops[low] - x) <= Math.abs(stops[high] - x) ? low : high;
  };
  const element = (name, attributes) => {
    const made = document.createElementNS(svgName, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const hide = () => {
    if (!shown) return;
    shown.querySelector(".cursor")?.remove();
    document.getElementById("readout").hidden = true;
    shown = null;
  };
  /* What stands at a stop: a head, lines, and what marks the place. */
  const spotted = (spot) => {
    const [x, y, width, height] = spot.frame;
    return { head: spot.says[0], lines: spot.says.slice(1), marks: [element("rect", { x, y, width, height })] };
  };
  const lined = (panels, x) => {
    const [first] = panels;
    const said = { head: write[first.axis](x), lines: [], marks: [] };
    if (first.title) said.head = `${first.title}, ${said.head}`;
    for (const panel of panels) {
      const at = across(panel, x);
      const note = panel.notes?.find((note) => note[0] === x);
      if (note) [said.head, ...said.lines] = note[1];
      said.marks.push(element("line", { x1: at, x2: at, y1: panel.frame[1], y2: panel.frame[1] + panel.frame[3] }));
      for (const series of panel.series) {
        const index = nearest(series.points.map((point) => point[0]), x);
        const near = series.points.filter((point, i) => i === index || point[0] === series.points[index]?.[0]);
        for (const [px, py] of near.slice(0, 6)) {
          if (Math.abs(across(panel, px) - at) > 8) continue;
          said.marks.push(element("circle", { cx: across(panel, px), cy: up(panel, py), r: 4 }));
          if (note) continue;
          const name = series.name || panel.name;
          const value = `${panel.before || ""}${py.toFixed(panel.decimals)}${space(panel.unit)}${panel.unit}`;
          said.lines.push(`${name.charAt(0).toUpperCase()}${name.slice(1)} ${value}`);
        }
      }
    }
    return said;
  };
  const show = (chart, speak) => {
    const state = read(chart);
    const group = state.groups[state.group];
    const svg = chart.querySelector("svg");
    if (!group || !svg) return;
    hide();
    const stop = group.stops[state.stop];
    const { head, lines, marks } = group.spots ? spotted(group.spots[stop]) : lined(group.panels, stop);
    const cursor = element("g", { class: "cursor" });
    cursor.append(...marks);
    svg.append(cursor);
    const box = document.getElementById("readout");
    box.replaceChildren();
    const bold = document.createElement("b");
    bold.textContent = head;
    box.append(bold, ...lines.map((line) => {
      const span = document.createElement("span");
      span.textContent = line;
      return span;
    }));
    box.hidden = false;
    const mark = marks[0].getBoundingClientRect();
    const beside = group.spots ? mark.right : mark.left;
    const width = box.offsetWidth;
    const right = beside + 14 + width < root.clientWidth - 8;
    const left = right ? beside + 14 : Math.max(8, mark.left - 14 - width);
    box.style.transform = `translate(${Math.round(left + scrollX)}px, ${Math.round(Math.max(mark.top, 0) + scrollY + 8)}px)`;
    if (speak) document.getElementById("spoken").textContent = [head, ...lines].join(", ");
    shown = chart;
  };
  const point = (chart, event) => {
    const svg = chart.querySelector("svg");
    const matrix = svg?.getScreenCTM();
    if (!matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const state = read(chart);
    const inside = ([left, top, width, height], rim) =>
      at.x >= left - rim && at.x <= left + width + rim && at.y >= top - rim && at.y <= top + height + rim;
    const spots = state.groups.findIndex((group) => group.spots);
    const spot = state.groups[spots]?.spots.findIndex((spot) => inside(spot.frame, 0)) ?? -1;
    const index = spot < 0 ? state.groups.findIndex((group) => group.panels?.some((panel) => inside(panel.frame, 8))) : spots;
    if (index < 0) { hide(); return; }
    state.group = index;
    if (spot >= 0) {
      state.stop = spot;
    } else {
      const [panel] = state.groups[index].panels;
      const x = panel.x[0] + (at.x - panel.frame[0]) / panel.frame[2] * (panel.x[1] - panel.x[0]);
      state.stop = nearest(state.groups[index].stops, x);
    }
    show(chart, false);
  };
  const walk = (chart, event) => {
    const state = read(chart);
    if (event.key === "Escape") { hide(); return; }
    const { stops: { length: stops } = [], spots } = state.groups[state.group] ?? {};
    if (!stops) return;
    const step = spots ? 1 : Math.max(1, Math.round(stops / 150));
    const leap = Math.max(1, Math.round(stops / 10));
    const moves = { ArrowRight: step, ArrowLeft: -step, PageDown: leap, PageUp: -leap, Home: -Infinity, End: Infinity };
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (state.groups.length < 2) return;
      const turn = event.key === "ArrowDown" ? 1 : state.groups.length - 1;
      state.group = (state.group + turn) % state.groups.length;
      state.stop = 0;
    } else if (event.key in moves) {
      state.stop = Math.min(stops - 1, Math.max(0, state.stop < 0 ? 0 : state.stop + moves[event.key]));
    } else {
      return;
    }
    event.preventDefault();
    show(chart, true);
  };
  const readouts = () => {
    const live = (event) => (event.target instanceof Element ? event.target.closest(".chart.live") : null);
    document.addEventListener("pointermove", (event) => { const chart = live(event); if (chart) point(chart, event); else if (event.pointerType !== "touch") hide(); });
    document.addEventListener("pointerdown", (event) => { const chart = live(event); if (chart) point(chart, event); else hide(); });
    document.addEventListener("keydown", (event) => { const chart = live(event); if (chart && !event.altKey && !event.ctrlKey && !event.metaKey) walk(chart, event); });
    document.addEventListener("focusout", (event) => { if (shown && live(event) === shown) hide(); });
    addEventListener("resize", hide);
  };

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    filters();
    readouts();
    document.addEventListener("toggle", (event) => { if (event.target.matches?.(".session[open]")) unfold(event.target); }, true);
    addEventListener("hashchange", reveal);
    /* A link to where one already is changes no address. */
    document.addEventListener("click", (event) => {
      if (event.target.closest?.('a[href^="#"]')?.hash === location.hash) reveal();
    });
    addEventListener("beforeprint", () => {
      hide();
      for (const fold of document.querySelectorAll(".session[open] .fold:not([open])")) {
        fold.open = true;
        fold.dataset.closed = "";
      }
    });
    addEventListener("afterprint", () => {
      for (const fold of document.querySelectorAll(".fold[data-closed]")) {
        fold.open = false;
        delete fold.dataset.closed;
      }
    });
    reveal();
  });
})();
