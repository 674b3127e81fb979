// Calls the API of the server that this page came from, with the key that was typed in. The key lives as long as the tab.

const at = encodeURIComponent;

/** Every path that the console calls; a test holds them against the routes. */
export const paths = {
  kpis: (window) => `/api/kpis?window=${at(window)}`,
  refunds: (query) => `/api/refunds?${new URLSearchParams(query)}`,
  refund: (id) => `/api/refunds/${at(id)}`,
  feedback: (id) => `/api/refunds/${at(id)}/feedback`,
  approval: (id) => `/api/refunds/${at(id)}/approval`,
  mode: () => '/api/mode',
  context: () => '/api/context',
  versions: (query) => `/api/context/versions?${new URLSearchParams(query)}`,
  version: (number) => `/api/context/versions/${at(number)}`,
  diff: (from, to) => `/api/context/diff?${new URLSearchParams({ from, to })}`,
  rollback: () => '/api/context/rollback',
  resume: () => '/api/context/resume',
  item: (id) => `/api/context/items/${at(id)}`,
  retire: (id) => `/api/context/items/${at(id)}/retire`,
  pin: (id) => `/api/context/items/${at(id)}/pin`,
  proposals: () => '/api/proposals',
  accept: (id) => `/api/proposals/${at(id)}/accept`,
  reject: (id) => `/api/proposals/${at(id)}/reject`,
  runs: (query) => `/api/learning/runs?${new URLSearchParams(query)}`,
  discrepancies: (query) => `/api/discrepancies?${new URLSearchParams(query)}`,
  close: (id) => `/api/discrepancies/${at(id)}/close`,
};

/** What the server refused, as its problem details tell it; status 0 where it was not reached. */
export class Problem extends Error {
  constructor(status, details) {
    super(details.title ?? `The server answered with ${status}.`);
    this.status = status;
    this.details = details;
    this.type = (details.type ?? '').split(':').at(-1);
  }
}

export const session = {
  get open() { return sessionStorage.getItem('open') === 'yes'; },
  get key() { return sessionStorage.getItem('key') ?? ''; },
  get tenant() { return sessionStorage.getItem('tenant') ?? ''; },
  begin(key, tenant) { Object.entries({ open: 'yes', key, tenant }).forEach(([name, value]) => sessionStorage.setItem(name, value)); },
  end() { sessionStorage.clear(); },
};

export const get = (path, signal) => call('GET', path, undefined, signal);

export const post = (path, body) => call('POST', path, body);

async function call(method, path, body, signal) {
  const url = new URL(path, location.origin);
  if (session.tenant) url.searchParams.set('tenant', session.tenant);
  const headers = { Accept: 'application/json' };
  if (session.key) headers['X-Api-Key'] = session.key;
  if (body) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(url, { method, headers, body: body && JSON.stringify(body), signal, cache: 'no-store' });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { title: 'The server cannot be reached.', detail: 'Check the connection, then try again: nothing is done twice.' });
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}
