// A form whose fields are switches: shows where they stand and turns them.

export async function ask(method, address, body, problem) {
  const response = await fetch(address, {
    method,
    headers: { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = response.status === 204 ? {} : await response.json();
  problem.textContent = response.ok ? "" : answer.error;
  return response.ok ? answer : null;
}

export function setPanel(panel, switches) {
  for (const field of panel.elements) {
    if (!field.name || field === document.activeElement) continue;
    field.disabled = false;
    const value = field.name.split(".").reduce((part, name) => part[name], switches);
    if (field.type === "checkbox") field.checked = value;
    else field.value = value === null ? "" : String(value);
  }
  panel.graph = switches.graph;
}

function valueOf(field) {
  if (field.type === "checkbox") return field.checked;
  if (field.dataset.optional && field.value === "") return null;
  return field.type === "number" || field.dataset.type === "number" ? Number(field.value) : field.value;
}

export function bindPanel(panel, turn) {
  // Where the switches stand is not known yet: what is turned now would be turned back.
  for (const field of panel.elements) if (field.name) field.disabled = true;
  panel.addEventListener("change", (event) => {
    const field = event.target;
    const [name, inner] = field.name.split(".");
    const value = valueOf(field);
    turn({ [name]: inner ? { ...panel.graph, [inner]: value } : value });
  });
  panel.addEventListener("submit", (event) => event.preventDefault());
}
