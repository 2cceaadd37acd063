// The HTTP interface of docs/contract.md. Failures are Problem objects; `retry` says whether trying again may help.

const TIMEOUT = 15000;

export class Problem extends Error {
  constructor(status, title, wait = 0) {
    super(title);
    this.status = status;
    this.wait = wait;
  }

  get retry() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  get gone() {
    return this.status === 401 || this.status === 404;
  }
}

async function call(method, path, { token, body } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    const options = { method, headers, signal: abort.signal, body: body && JSON.stringify(body), cache: "no-store" };
    const response = await fetch(`/api/v1${path}`, options);
    if (response.ok) return response.status === 204 ? null : await response.json();
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem.title || "Da ist etwas schiefgegangen.", Number(response.headers.get("Retry-After")) || 0);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(0, "Keine Verbindung.");
  } finally {
    clearTimeout(timer);
  }
}

export const municipalities = () => call("GET", "/municipalities");
export const start = (municipality) =>
  call("POST", "/conversations", { body: { municipality: municipality || null, language: "de" } });
export const say = ({ conversation, token }, message) =>
  call("POST", `/conversations/${conversation}/messages`, { token, body: message });
export const rate = ({ conversation, token }, message, value) =>
  call("POST", `/conversations/${conversation}/feedback`, { token, body: { message, value } });
export const remove = ({ conversation, token }) => call("DELETE", `/conversations/${conversation}`, { token });
