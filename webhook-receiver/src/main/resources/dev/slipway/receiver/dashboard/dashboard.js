// Slipway's dashboard. Pages work without it, but for the live log: it signs in from a link, keeps
// lists and times fresh, copies, and follows a log.
"use strict";

(() => {
  const REFRESH_MILLIS = 2500;
  const MOST_LINES = 20000;

  function signInFromLink() {
    const form = document.getElementById("sign-in");
    const token = new URLSearchParams(location.hash.slice(1)).get("token");
    if (!form || !token) {
      return;
    }
    history.replaceState(null, "", location.pathname + location.search);
    form.elements.namedItem("token").value = token;
    form.requestSubmit();
  }

  function ago(seconds) {
    const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"} ago`;
    if (seconds < 10) return "just now";
    if (seconds < 60) return `${Math.floor(seconds)} seconds ago`;
    if (seconds < 3600) return counted(Math.floor(seconds / 60), "minute");
    if (seconds < 86400) return counted(Math.floor(seconds / 3600), "hour");
    if (seconds < 30 * 86400) return counted(Math.floor(seconds / 86400), "day");
    return null;
  }

  function refreshTimes() {
    for (const time of document.querySelectorAll("time[datetime]")) {
      const text = ago((Date.now() - Date.parse(time.dateTime)) / 1000);
      if (text && time.textContent !== text) {
        time.textContent = text;
      }
    }
  }

  async function freshPage() {
    const response = await fetch(location.href, { cache: "no-store" });
    if (!response.ok || response.redirected) {
      throw new Error(`the page answered ${response.status}`);
    }
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  function replace(selector, page) {
    const fresh = page.querySelector(selector);
    const shown = document.querySelector(selector);
    if (fresh && shown && !shown.contains(document.activeElement)) {
      shown.replaceWith(document.adoptNode(fresh));
    }
    return fresh;
  }

  async function refreshList() {
    if (document.querySelector("main")?.dataset.live !== "yes") {
      return;
    }
    try {
      if (!document.hidden) {
        replace("main", await freshPage());
        prepareCopying();
      }
    } catch {
      // the server restarts or the network is away: the next round tries again
    }
    setTimeout(refreshList, REFRESH_MILLIS);
  }

  function prepareCopying() {
    if (!navigator.clipboard) {
      return;
    }
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.onclick = async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      };
    }
  }

  // Colours are kept as classes from a fixed set, and every other escape sequence is dropped. Text
  // only ever becomes text.
  const ESCAPE = /\u001b(?:\[([0-9;:]*)([A-Za-z])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_]|\[[0-?]*[ -/]*[@-~])/g;
  const STYLES = { 1: "a-bold", 2: "a-dim", 3: "a-italic", 4: "a-underline" };

  function applyStyle(style, codes) {
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i];
      if (code === 0) style = { colour: null, marks: new Set() };
      else if (STYLES[code]) style.marks.add(STYLES[code]);
      else if (code === 22) style.marks = new Set([...style.marks].filter((m) => m !== "a-bold" && m !== "a-dim"));
      else if (code === 23) style.marks.delete("a-italic");
      else if (code === 24) style.marks.delete("a-underline");
      else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) style.colour = `a-${code}`;
      else if (code === 39) style.colour = null;
      else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : 4;
    }
    return style;
  }

  function render(line, into) {
    let style = { colour: null, marks: new Set() };
    let from = 0;
    const add = (text) => {
      const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
      if (!clean) return;
      const classes = [...style.marks, style.colour].filter(Boolean);
      if (!classes.length) {
        into.append(clean);
        return;
      }
      const span = document.createElement("span");
      span.className = classes.join(" ");
      span.textContent = clean;
      into.append(span);
    };
    for (const match of line.matchAll(ESCAPE)) {
      add(line.slice(from, match.index));
      from = match.index + match[0].length;
      if (match[2] === "m") {
        style = applyStyle(style, (match[1] || "0").split(/[;:]/).map(Number));
      }
    }
    add(line.slice(from));
  }

  class Log {
    constructor(body) {
      this.body = body;
      this.note = document.getElementById("log-note");
      this.button = document.getElementById("log-follow");
      this.waiting = [];
      this.count = 0;
      this.following = true;
      body.addEventListener("scroll", () => this.scrolled(), { passive: true });
      this.button.addEventListener("click", () => this.follow());
    }

    open() {
      const source = new EventSource(this.body.dataset.stream);
      source.onopen = () => this.say("");
      source.onmessage = (event) => this.take(event.data);
      source.addEventListener("state", (event) => stateChanged(JSON.parse(event.data)));
      source.addEventListener("end", () => {
        source.close();
        this.draw();
        if (this.count === 0) this.say("There is no output.");
      });
      source.onerror = () => {
        this.say(source.readyState === EventSource.CLOSED ? "The log can't be followed." : "Reconnecting…");
      };
      this.say("Waiting for output…");
    }

    say(text) {
      this.note.textContent = text;
    }

    take(line) {
      if (this.waiting.push(line) === 1) {
        // a timer, since a hidden page has no frames
        setTimeout(() => this.draw(), document.hidden ? 500 : 30);
      }
    }

    draw() {
      if (!this.waiting.length) {
        return;
      }
      const lines = document.createDocumentFragment();
      for (const text of this.waiting.splice(0)) {
        const line = document.createElement("div");
        line.className = "log-line";
        line.dataset.n = ++this.count;
        const content = document.createElement("span");
        render(text, content);
        line.append(content);
        lines.append(line);
      }
      this.body.append(lines);
      this.forgetOldest();
      this.say("");
      if (this.following) {
        this.body.scrollTop = this.body.scrollHeight;
      }
    }

    forgetOldest() {
      while (this.body.childElementCount > MOST_LINES) {
        this.body.firstElementChild.remove();
      }
    }

    scrolled() {
      this.following = this.body.scrollHeight - this.body.scrollTop - this.body.clientHeight < 24;
      this.button.hidden = this.following;
    }

    follow() {
      this.following = true;
      this.body.scrollTop = this.body.scrollHeight;
      this.button.hidden = true;
    }
  }

  let wanted = "";

  async function stateChanged(change) {
    const key = JSON.stringify(change);
    const shown = document.getElementById("summary").dataset.state;
    if (key === wanted || (wanted === "" && change.state === shown)) {
      wanted = key;
      return;
    }
    wanted = key;
    try {
      document.getElementById("summary").replaceWith(document.adoptNode((await freshPage()).getElementById("summary")));
    } catch {
      // the badge is late until the next change or a reload
    }
  }

  signInFromLink();
  window.addEventListener("hashchange", signInFromLink);
  refreshTimes();
  setInterval(refreshTimes, 10000);
  prepareCopying();
  setTimeout(refreshList, REFRESH_MILLIS);
  const body = document.getElementById("log");
  if (body) {
    new Log(body).open();
  }
})();
