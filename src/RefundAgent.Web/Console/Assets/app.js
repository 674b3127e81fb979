// Which view the address names, who is signed in, and what is shown while a view loads or fails.
import { el } from './dom.js';
import { get, paths, Problem, session } from './api.js';
import { button, field, link, outcome, sender } from './parts.js';
import { showDecision } from './decision.js';
import { showDecisions } from './decisions.js';
import { showDiscrepancies } from './discrepancies.js';
import { showItem } from './item.js';
import { showLearned } from './learned.js';
import { showOverview } from './overview.js';
import { showProposals } from './proposals.js';
import { showDiff, showVersion } from './versions.js';
import { showWaiting } from './waiting.js';

const VIEWS = {
  overview: ['Overview', showOverview],
  waiting: ['Waiting', showWaiting],
  refunds: ['Decisions', (context) => !context.path[0] || context.path[0] === 'list' ? showDecisions({ ...context, path: context.path.slice(1) }) : showDecision(context)],
  learned: ['Learned', showLearned],
  proposals: ['Proposals', showProposals],
  discrepancies: ['Discrepancies', showDiscrepancies],
  items: ['Learned item', showItem],
  versions: ['Version', showVersion],
  diff: ['What changed', showDiff],
};
const IN_NAV = ['overview', 'waiting', 'refunds', 'learned', 'proposals', 'discrepancies'];
const ABOVE = { items: 'learned', versions: 'learned', diff: 'learned' };

const [main, nav, signed, told] = ['main', 'nav', 'signed', 'said'].map((id) => document.getElementById(id));
let shown = new AbortController();

const say = (...what) => told.replaceChildren(...what.flat(Infinity));

/** Shows the view that the address names; what was under way before is given up. */
async function route({ moved = true } = {}) {
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const [name, ...path] = location.hash.slice(2).split('/').map(decoded);
  if (!session.open) return signIn();
  if (!Object.hasOwn(VIEWS, name)) {
    const first = await home();
    if (!signal.aborted) location.replace(`#/${first}`);
    return;
  }
  const [title, view] = VIEWS[name];
  frame(name, title);
  if (moved) main.replaceChildren(el('p.busy', 'Loading \u2026'));
  say('');
  main.setAttribute('aria-busy', 'true');
  try {
    show(await view({ path, signal, say, refresh: () => route({ moved: false }) }), signal, moved);
  } catch (problem) {
    if (!signal.aborted) fail(problem, title, moved);
  }
}

function show(nodes, signal, moved) {
  if (signal.aborted) return;
  main.replaceChildren(...[nodes].flat(Infinity).filter(Boolean));
  main.removeAttribute('aria-busy');
  if (moved) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
}

/** Tells what went wrong where the view would stand; without a valid key there is nothing but signing in. */
function fail(problem, title, moved) {
  if (problem.status === 401) return signIn(problem);
  if (!(problem instanceof Problem)) console.error(problem);
  const answer = outcome();
  answer.refuse(problem);
  show([el('h1', title), answer.place, el('p', button('Try again', () => route()), problem.status === 403 && [' ', link('See what waits for an answer', 'waiting')])], shown.signal, moved);
}

/** The overview is for managers and operators: whoever may not see it starts with what waits. Who may see the learner's runs may see it, and one is read at once. */
const home = () => get(paths.runs({ size: 1 })).then(() => 'overview', () => 'waiting');

function frame(name, title) {
  document.title = `${title} \u2013 RefundAgent`;
  nav.replaceChildren(...IN_NAV.map((each) => el('a', { href: `#/${each}`, 'aria-current': each === (ABOVE[name] ?? name) ? 'page' : null }, VIEWS[each][0])));
  signed.replaceChildren(session.tenant ? `Tenant ${session.tenant} ` : '', button('Sign out', () => { session.end(); route(); }, 'quiet'));
}

function signIn(problem) {
  session.end();
  document.title = 'Sign in \u2013 RefundAgent';
  nav.replaceChildren();
  signed.replaceChildren();
  const form = sender('Sign in', [
    field('API key', 'key', { type: 'password', autocomplete: 'off', spellcheck: 'false' }),
    el('p.dim', 'It stays in this tab and is forgotten when the tab closes. Leave it empty where your organisation signs you in.'),
    field('Tenant, where your key has several (optional)', 'tenant', { autocomplete: 'off' }),
  ], [['Sign in', 'in', 'primary']], async ({ key, tenant }) => {
    session.begin(key.trim(), tenant.trim());
    try {
      await get(paths.refunds({ size: 1 }));
    } catch (refused) {
      session.end();
      throw refused.status === 401 ? new Problem(401, { title: 'This key is not known here.', detail: 'Check it, or ask whoever operates the agent for one.' }) : refused;
    }
    await route();
  });
  const answer = outcome();
  if (problem) answer.tell('bad', 'This key is not valid any more: sign in again.');
  show([el('div.sign-in', el('h1', 'Sign in'), answer.place, form)], shown.signal, true);
  form.querySelector('input').focus();
}

function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

addEventListener('hashchange', () => route());
route();
