// Several phones side by side, their switches, and what was delivered.

import { clock, make, page, words } from "./bubbles.js";
import { ask as call, bindPanel, setPanel } from "./panel.js";
import { Phone, watch } from "./phone.js";

const DELIVERIES_SHOWN = 12;
const LOOK_EVERY_MS = 2000;
const PHONES_SHOWN = 12;
const phones = new Map();
const shelf = document.getElementById("phones");
const panel = document.getElementById("switches");
const problem = document.getElementById("problem");

const ask = (method, address, body) => call(method, address, body, problem);

const addressOf = (key) => `/control/citizens/${encodeURIComponent(key)}`;

function add(citizen) {
  if (phones.has(citizen.key)) return phones.get(citizen.key);
  if (phones.size >= PHONES_SHOWN) return null;
  const phone = new Phone(citizen.key, citizen.name);
  const frame = document.getElementById("frame").content.cloneNode(true).firstElementChild;
  frame.querySelector("h2").textContent = citizen.name || citizen.key;
  frame.querySelector(".num").textContent = citizen.key;
  const [remove, alone, identity] = [".cap .x", ".alone", "select"].map((s) => frame.querySelector(s));
  remove.setAttribute("aria-label", words.remove.replace("{name}", citizen.name || citizen.key));
  remove.addEventListener("click", () => ask("DELETE", addressOf(citizen.key)));
  alone.href = `/phone/${encodeURIComponent(citizen.key)}?lang=${page.lang}`;
  alone.setAttribute("aria-label", words.phone_of.replace("{name}", citizen.name || citizen.key));
  identity.value = citizen.identity ?? "";
  identity.addEventListener("change", () => {
    ask("PUT", addressOf(citizen.key), { identity: identity.value || null });
  });
  frame.append(phone.element);
  shelf.append(frame);
  phone.frame = frame;
  phones.set(citizen.key, phone);
  return phone;
}

function clear() {
  phones.forEach((phone) => phone.frame.remove());
  phones.clear();
}

const RECEIVE = {
  snapshot(event) {
    clear();
    for (const citizen of event.citizens) {
      const phone = add(citizen);
      citizen.bubbles.forEach((message) => phone?.show(message));
      phone?.toEnd();
    }
    setPanel(panel, event.switches);
  },
  citizen(event) {
    const phone = add(event.citizen);
    if (!phone || !event.citizen.name) return;
    phone.name = event.citizen.name;
    phone.frame.querySelector("h2").textContent = event.citizen.name;
  },
  message: (event) => phones.get(event.key)?.show(event.message),
  typing: (event) => phones.get(event.key)?.typing(true),
  gone(event) {
    phones.get(event.key)?.frame.remove();
    phones.delete(event.key);
  },
  reset: () => location.reload(),
  switches: (event) => setPanel(panel, event.switches),
};

bindPanel(panel, (changes) => ask("PATCH", "/control/switches", changes));

document.getElementById("reset").addEventListener("click", () => {
  if (confirm(words.reset_sure)) ask("POST", "/control/reset");
});

document.getElementById("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const phone = form.elements.phone.value.replace(/\D/g, "");
  await ask("PUT", addressOf(phone), { name: form.elements.name.value.trim() });
  form.reset();
  phones.get(phone)?.find(".in").focus();
});

function line(delivery) {
  const item = make("li", delivery.state);
  const kinds = delivery.items.map((one) => one.kind);
  const state = words[delivery.state];
  const last = delivery.attempts.at(-1);
  item.append(make("b", "", `${clock(delivery.at)} ${[...new Set(kinds)].join(", ")}`));
  const details = [delivery.count > 1 ? `${delivery.count}×` : "", state,
    delivery.tries > 1 ? words.tries.replace("{n}", delivery.tries) : "",
    last ? String(last.status || last.error) : "", last ? `${Math.round(last.ms)} ms` : ""];
  item.append(make("span", "", details.filter(Boolean).join(" · ")));
  return item;
}

async function look() {
  if (!document.hidden) {
    try {
      const log = await (await fetch(`/control/log?limit=${DELIVERIES_SHOWN}`)).json();
      const lines = log.deliveries.reverse().map(line);
      if (lines.length) document.getElementById("deliveries").replaceChildren(...lines);
    } catch {
      // The phones already say that the room is out of reach.
    }
  }
  setTimeout(look, LOOK_EVERY_MS);
}

watch(
  "",
  (event) => RECEIVE[event.event]?.(event),
  (online) => phones.forEach((phone) => phone.complain(online ? "" : words.offline)),
);
look();
