// Draws one bubble. Words from outside become text nodes, never HTML.

export const page = JSON.parse(document.getElementById("data").textContent);
export const words = page.words;

const SVG = "http://www.w3.org/2000/svg";
const MARKS = { "*": "b", _: "i", "~": "s" };

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

export function icon(name, className = "lk-i xs") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function clock(seconds) {
  const at = new Date(seconds * 1000);
  const two = (number) => String(number).padStart(2, "0");
  return two(at.getHours()) + (page.lang === "id" ? "." : ":") + two(at.getMinutes());
}

// WhatsApp's own *bold*, _italic_ and ~struck~, at word borders only.
function formatted(text) {
  const parts = text.split(/(?<![\p{L}\d])([*_~])(?=\S)([^\n]+?)(?<=\S)\1(?![\p{L}\d])/u);
  const nodes = [];
  for (let at = 0; at < parts.length; at += 3) {
    if (parts[at]) nodes.push(document.createTextNode(parts[at]));
    if (at + 2 < parts.length) nodes.push(make(MARKS[parts[at + 1]], "", parts[at + 2]));
  }
  return nodes;
}

function tick(message) {
  const span = make("span", `tk tk-${message.status}`);
  const name = { waiting: "check", failed: "alert-circle" }[message.status] || "checks";
  span.append(icon(name), make("span", "lk-hidden", words[`tick_${message.status}`] || ""));
  return span;
}

function file(kind, message) {
  const shown = make("div", "file");
  const names = { image: "photo", voice: "microphone", audio: "microphone", video: "video",
    sticker: "sticker", document: "file" };
  shown.append(icon(names[kind] || "file", "lk-i"));
  const label = message.filename || words[kind === "image" ? "picture" : kind] || kind;
  if (message.media_url && kind === "document") {
    const link = make("a", "", label);
    link.href = message.media_url;
    shown.append(link);
  } else {
    shown.append(make("span", "", label));
  }
  return shown;
}

function media(message) {
  const kind = message.details.media;
  if (!kind) return [];
  const isPicture = kind === "image" && message.media_url && message.author === "office";
  if (!isPicture) return [file(kind, message)];
  const image = make("img", "pic");
  image.src = message.media_url;
  image.alt = words.picture;
  return [image];
}

function extras(message) {
  const { location, contacts, unsupported } = message.details;
  const line = (name, text) => {
    const shown = make("div", "file");
    shown.append(icon(name, "lk-i"), make("span", "", text));
    return [shown];
  };
  if (location) return line("map-pin", location.name || words.location);
  if (contacts) return line("user", contacts[0].name.formatted_name);
  if (unsupported) return line("chart-bar", words.unsupported);
  return [];
}

function actions(message, act) {
  const row = make("div", message.options.length === 2 ? "act two" : "act");
  if (message.options.length && message.label) {
    row.append(button(message.label, "list", () => act.open(message)));
  } else if (message.options.length) {
    for (const option of message.options) {
      const chosen = option.id === message.chosen;
      row.append(button(option.title, chosen ? "check" : "", () => act.tap(option), chosen));
    }
  } else if (message.link.match(/^https?:/)) {
    const link = make("a", "", message.label);
    link.prepend(icon("external-link"), " ");
    Object.assign(link, { href: message.link, target: "_blank", rel: "noopener noreferrer" });
    row.append(link);
  } else if (act.own[message.label]) {
    row.append(button(words[message.label], "", act.own[message.label]));
  } else if (message.label) {
    row.append(button(message.label, "", null));
  }
  return row.childElementCount ? [row] : [];
}

function button(text, iconName, act, chosen = false) {
  const element = make("button", chosen ? "on" : "", text);
  element.type = "button";
  if (iconName) element.prepend(icon(iconName), " ");
  if (chosen) element.append(make("span", "lk-hidden", ` (${words.chosen})`));
  if (act) element.addEventListener("click", act);
  else element.disabled = true;
  return element;
}

export function bubble(message, act) {
  const mine = message.author === "citizen";
  const buttons = mine ? [] : actions(message, act);
  const element = make("div", `lk-wa${mine ? " me" : ""}${buttons.length ? " full" : ""}`);
  element.dataset.id = message.id;
  element.dataset.seq = message.seq;
  element.append(make("span", "lk-hidden", `${mine ? words.you : words.office}: `));
  element.append(...media(message), ...extras(message));
  if (message.header) element.append(make("b", "head", message.header));
  if (message.text) {
    const text = make("span", "words");
    text.append(...formatted(message.text));
    element.append(text);
  }
  if (message.footer) element.append(make("span", "foot", message.footer));
  const time = make("span", "tm", clock(message.at));
  if (mine) time.append(" ", tick(message));
  element.append(time, ...buttons);
  if (message.reaction) element.append(make("span", "react", message.reaction));
  return element;
}
