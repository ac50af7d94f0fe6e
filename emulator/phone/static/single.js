// One phone alone, mostly in a frame of another page of this machine.

import { page, words } from "./bubbles.js";
import { Phone, watch } from "./phone.js";

const NEAR = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const phone = new Phone(page.key, page.name);
document.getElementById("phones").append(phone.element);

const RECEIVE = {
  snapshot(event) {
    const citizen = event.citizens.find((person) => person.key === page.key);
    phone.empty();
    citizen?.bubbles.forEach((message) => phone.show(message));
    phone.toEnd();
  },
  message: (event) => phone.show(event.message),
  typing: () => phone.typing(true),
  gone: () => phone.empty(),
  reset: () => phone.empty(),
};

watch(
  page.key,
  (event) => RECEIVE[event.event]?.(event),
  (online) => phone.complain(online ? "" : words.offline),
);

// The page around the frame may let the citizen say or tap something:
// frame.contentWindow.postMessage({ say: "halo" }, emulatorOrigin)
window.addEventListener("message", (event) => {
  if (!NEAR.test(event.origin)) return;
  const { say, choose } = event.data ?? {};
  if (typeof say === "string" && say.trim()) phone.send({ text: say.slice(0, 4096) });
  else if (typeof choose === "string" && choose) phone.send({ choice: choose.slice(0, 256) });
});
