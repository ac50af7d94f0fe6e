// One phone: its chat, its composer, and the sheet that slides up for lists.

import { bubble, clock, icon, make, page, words } from "./bubbles.js";

const THINGS = {
  image: "photo", voice: "microphone", sticker: "sticker", document: "file",
  location: "map-pin", contacts: "user", unsupported: "chart-bar",
};
const TYPING_MS = 25000;

export class Phone {
  constructor(key, name) {
    this.key = key;
    this.name = name;
    const content = document.getElementById("phone").content.cloneNode(true);
    this.element = content.querySelector(".lk-phone");
    this.chat = this.find(".chat");
    this.sheet = this.find(".lk-sheet");
    this.form = this.find(".cmp");
    this.line = Promise.resolve();
    this.dress();
    this.listen();
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  dress() {
    const initials = page.office.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
    this.element.setAttribute("aria-label", words.phone_of.replace("{name}", this.name || this.key));
    this.find(".lk-av").textContent = initials;
    this.find(".office").textContent = page.office;
    this.find(".sb").textContent = words.automatic;
    const tell = () => { this.find(".clock").textContent = clock(Date.now() / 1000); };
    tell();
    setInterval(tell, 10000);
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const input = this.form.elements.text;
      const text = input.value.trim();
      if (!text) return;
      input.value = "";
      this.send({ text });
    });
    this.find(".att").addEventListener("click", () => this.offerThings());
    this.find(".lk-sheet .x").addEventListener("click", () => this.close());
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.sheet.hidden) this.close();
    });
  }

  // One after the other, so that fast typing arrives in the order it was typed.
  send(said) {
    const body = this.name ? { ...said, name: this.name } : said;
    this.line = this.line.then(() => this.post(body));
    return this.line;
  }

  async post(body) {
    const address = `/control/citizens/${encodeURIComponent(this.key)}/messages`;
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(String(response.status));
      this.complain("");
    } catch {
      this.complain(words.failed);
    }
  }

  complain(sentence) {
    const line = this.find(".lk-offline");
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  show(message) {
    const atEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 80;
    const drawn = bubble(message, {
      tap: (option) => this.send({ choice: option.id }),
      open: (list) => this.openList(list),
      own: {
        send_location: () => this.send({ type: "location", reply_to: message.id }),
        share_contact: () => this.send({ type: "contacts", reply_to: message.id }),
      },
    });
    const old = this.chat.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    if (old) this.swap(old, drawn);
    else this.append(drawn);
    if (message.author === "office") this.typing(false);
    if (atEnd || message.author === "citizen") this.toEnd();
  }

  // What holds the focus keeps it when its bubble is drawn again.
  swap(old, drawn) {
    const at = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    old.replaceWith(drawn);
    if (at >= 0) drawn.querySelectorAll("button, a")[at]?.focus();
  }

  append(drawn) {
    this.find(".none").hidden = true;
    this.chat.append(drawn);
    drawn.querySelector("img")?.addEventListener("load", () => this.toEnd());
  }

  toEnd() {
    this.chat.scrollTop = this.chat.scrollHeight;
  }

  empty() {
    this.chat.querySelectorAll(".lk-wa").forEach((old) => old.remove());
    this.find(".none").hidden = false;
    this.close();
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.find(".sb").textContent = on ? `${words.typing}…` : words.automatic;
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING_MS);
  }

  openList(message) {
    const rows = [];
    let section = "";
    for (const option of message.options) {
      if (option.section && option.section !== section) {
        section = option.section;
        rows.push(make("h3", "", section));
      }
      const row = make("button", option.id === message.chosen ? "row on" : "row");
      row.type = "button";
      row.append(make("b", "", option.title));
      if (option.description) row.append(make("span", "", option.description));
      row.addEventListener("click", () => { this.close(); this.send({ choice: option.id }); });
      rows.push(row);
    }
    this.open(message.label, rows);
  }

  offerThings() {
    const rows = Object.entries(THINGS).map(([type, name]) => {
      const row = make("button", "row thing");
      row.type = "button";
      row.append(icon(name, "lk-i"), make("b", "", words[`send_${type}`]));
      row.addEventListener("click", () => { this.close(); this.send({ type }); });
      return row;
    });
    this.open(words.attach_title, rows);
  }

  open(title, rows) {
    this.opener = document.activeElement;
    this.find(".lk-sheet h2").textContent = title;
    this.sheet.setAttribute("aria-label", title);
    this.find(".lk-sheet .rows").replaceChildren(...rows);
    this.sheet.hidden = false;
    this.chat.inert = this.form.inert = true;
    this.find(".lk-sheet .row")?.focus();
  }

  close() {
    if (this.sheet.hidden) return;
    this.sheet.hidden = true;
    this.chat.inert = this.form.inert = false;
    if (this.opener?.isConnected) this.opener.focus();
    else this.form.elements.text.focus();
  }
}

// Calls back with every event of the room, for one phone or for all.
export function watch(key, receive, setOnline) {
  const source = new EventSource(key ? `/events?key=${encodeURIComponent(key)}` : "/events");
  source.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  source.addEventListener("open", () => setOnline(true));
  source.addEventListener("error", () => setOnline(false));
}
