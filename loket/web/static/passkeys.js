// Passkeys: the browser asks for finger, face or key; the form carries the answer.
// Where a browser knows no passkeys, the buttons stay hidden and codes remain.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential) return;
  form.hidden = false;
  const kind = form.dataset.passkey;
  const wrong = document.getElementById("passkey-wrong");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (wrong) wrong.hidden = false;
  });
  const ids = { [kind]: "passkey", credential: "id_credential", passwordless: "id_passwordless" };
  if (kind !== "login") ids.data = "passkey-data";
  window.allauth.webauthn.forms[`${kind}Form`]({ ids });
});
