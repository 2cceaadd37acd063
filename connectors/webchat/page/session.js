// What this tab remembers: until it is closed, a reload shows the same conversation again.

const KEY = "kreislotse";

const EMPTY = { conversation: null, token: null, municipality: "", items: [], pending: [] };

export function load() {
  try {
    return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY) || "{}") };
  } catch {
    return { ...EMPTY };
  }
}

export function save(session) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // Storage may be full or forbidden; the conversation then lasts until the next reload.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
  return { ...EMPTY, items: [], pending: [] };
}

// A name for a message, so that sending it again never doubles it. randomUUID exists on https and localhost only.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
