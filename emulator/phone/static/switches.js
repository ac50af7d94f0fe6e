// The page with all switches: turns them, lets time leap, judges templates, tells news.

import { ask, bindPanel, setPanel } from "./panel.js";

const page = JSON.parse(document.getElementById("data").textContent);
const words = page.words;
const LOOK_EVERY_MS = 2000;
const panel = document.getElementById("switches");
const problem = document.getElementById("problem");
const said = document.getElementById("said");
const body = document.getElementById("templates");

const call = (method, address, content) => ask(method, address, content, problem);

function say(sentence) {
  said.textContent = sentence;
}

async function turn(changes) {
  const switches = await call("PATCH", "/control/switches", changes);
  if (switches) setPanel(panel, switches);
  if (switches) say(words.saved);
}

function showTime({ now, speed }) {
  const at = new Date(now * 1000).toLocaleString(page.lang === "id" ? "id-ID" : "en-GB");
  document.getElementById("now").textContent = speed === 1 ? at : `${at} (${speed}×)`;
}

function option(value, text) {
  const made = document.createElement("option");
  Object.assign(made, { value, textContent: text ?? value });
  return made;
}

function choices(template) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", words.verdict.replace("{name}", `${template.name} (${template.language})`));
  select.append(option("", words.choose));
  const groups = { event: page.states, quality: page.scores, category: page.categories };
  for (const [kind, values] of Object.entries(groups)) {
    const group = document.createElement("optgroup");
    group.label = { event: words.state, quality: words.quality, category: words.category }[kind];
    group.append(...values.map((value) => option(`${kind}:${value}`, value)));
    select.append(group);
  }
  select.addEventListener("change", async () => {
    const [kind, value] = select.value.split(":");
    if (await call("POST", `/control/templates/${template.id}/verdicts`, { [kind]: value })) say(words.saved);
    document.activeElement.blur();
    await showTemplates();
    document.getElementById(`t${template.id}`)?.querySelector("select").focus();
  });
  return select;
}

function row(template) {
  const line = document.createElement("tr");
  line.id = `t${template.id}`;
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = `${template.name} (${template.language})`;
  const cells = [template.status, template.quality_score.score, template.category].map((text) => {
    const cell = document.createElement("td");
    cell.textContent = text;
    return cell;
  });
  const last = document.createElement("td");
  last.append(choices(template));
  line.append(head, ...cells, last);
  return line;
}

async function showTemplates() {
  if (body.contains(document.activeElement)) return;
  const { templates } = await (await fetch("/control/templates")).json();
  body.replaceChildren(...templates.map(row));
}

async function look() {
  try {
    showTime(await (await fetch("/control/clock")).json());
    setPanel(panel, await (await fetch("/control/switches")).json());
    await showTemplates();
    if (problem.textContent === words.offline) problem.textContent = "";
  } catch {
    problem.textContent = words.offline;
  }
  setTimeout(look, LOOK_EVERY_MS);
}

for (const button of document.querySelectorAll("[data-leap]")) {
  button.addEventListener("click", async () => {
    const time = await call("POST", "/control/leaps", { seconds: Number(button.dataset.leap) });
    if (time) showTime(time);
  });
}

document.getElementById("reset").addEventListener("click", async () => {
  if (confirm(words.reset_sure)) await call("POST", "/control/reset");
});

// Before anything is waited for, so that nothing is turned in vain.
bindPanel(panel, turn);

const tell = document.getElementById("tell");
tell.addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = tell.elements.event.value;
  if (await call("POST", "/control/events", { name })) say(words.told.replace("{name}", name));
});
const { events } = await (await fetch("/control/events")).json();
tell.elements.event.append(...events.map(({ name, field }) => option(name, `${field}: ${name}`)));

look();
