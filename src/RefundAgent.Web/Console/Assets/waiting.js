// What people have to look at: rulings that wait for an answer, and those that acted alone and were drawn to be seen.
import { el, said } from './dom.js';
import { get, paths } from './api.js';
import { badge, button, head, link, nothing } from './parts.js';
import { count, distance, percent, when, word } from './words.js';
import { answerForm, customersWords, proposal, waiting } from './answer.js';
import { feedbackForm } from './feedback.js';

const EVERY_MILLISECONDS = 30_000;

/** Nothing waits longer than that, and who is to look at what acted alone does so within weeks: an older list would be read to its end each time. */
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

export async function showWaiting({ signal }) {
  const open = claimList('Waiting for an answer', 'Nothing waits for an answer.', () => ({ status: 'pendingApproval', since: daysAgo(41) }), (claim) => claim.pending, waitingCard, signal);
  const drawn = claimList('Drawn to be looked at', 'Nothing is left to look at.', () => ({ review: 'wanted', since: daysAgo(30) }), isDrawn, drawnCard, signal);
  const looked = el('p.dim');
  const look = async () => {
    await Promise.all([open.load(), drawn.load()]);
    looked.replaceChildren('Looked at ', when(new Date().toISOString()), '; looks again by itself every 30 seconds.');
  };
  const again = () => look().catch((problem) => signal.aborted || looked.replaceChildren(`${problem.message} What is shown is as it was before.`));
  await look();
  const timer = setInterval(() => { if (document.visibilityState === 'visible') again(); }, EVERY_MILLISECONDS);
  signal.addEventListener('abort', () => clearInterval(timer));
  return [head('Waiting', button('Refresh', () => { open.forget(); drawn.forget(); return again(); })), looked, open.section, drawn.section];
}

/** Reads the list again and again around the cards in which somebody is writing. */
function claimList(title, none, query, wanted, card, signal) {
  const list = el('ul.cards');
  const number = el('span.count');
  const empty = nothing(none);
  const more = el('p.more');
  let cards = new Map();
  let depth = 1;

  async function load() {
    const found = [];
    let cursor;
    for (let page = 0; page === 0 || (cursor && page < depth); page++) {
      const answer = await get(paths.refunds({ ...query(), size: 100, ...(cursor && { cursor }) }), signal);
      answer.refunds.forEach((decision) => decision.claims.filter(wanted).forEach((claim) => found.push({ decision, claim })));
      cursor = answer.cursor;
    }
    renew(found.sort((left, right) => (left.claim.pending?.expiresAt ?? '').localeCompare(right.claim.pending?.expiresAt ?? '')));
    number.replaceChildren(`${found.length}${cursor ? ' and more' : ''}`);
    empty.hidden = cards.size > 0;
    more.replaceChildren(cursor ? button('Show more', () => { depth++; return load(); }) : '');
  }

  function renew(found) {
    const next = new Map();
    for (const { decision, claim } of found) {
      const key = `${decision.decisionId}/${claim.claimId}`;
      const before = cards.get(key);
      const text = JSON.stringify([claim, claim.pending && [distance(claim.pending.since), distance(claim.pending.expiresAt)]]);
      next.set(key, before && (before.text === text || isInUse(before.node)) ? before : { text, node: el('li', card(decision, claim, signal)) });
    }
    cards.forEach((each, key) => { if (!next.has(key) && isInUse(each.node)) next.set(key, each); });
    const nodes = new Set([...next.values()].map((each) => each.node));
    [...list.children].filter((node) => !nodes.has(node)).forEach((node) => node.remove());
    [...nodes].forEach((node, place) => { if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null); });
    cards = next;
  }

  return { section: el('section', el('h2', title, ' ', number), empty, list, more), load, forget: () => { list.replaceChildren(); cards = new Map(); } };
}

/** Somebody is in it, has opened or written something in it, or can still read there what came of it. */
const isInUse = (node) => node.contains(document.activeElement)
  || node.querySelector('.outcome:not(:empty), details[open]')
  || [...node.querySelectorAll('input, textarea')].some((input) => input.value !== input.defaultValue);

const isDrawn = (claim) => claim.autonomy.review?.drawn && !claim.autonomy.review.at && claim.status !== 'pendingApproval';

const title = (decision, claim) => el('h3', link(said(decision.ticketId), 'refunds', decision.decisionId), claim.autonomy.review?.drawn && claim.pending && [' ', badge('drawn for review', 'warn')]);

const waitingCard = (decision, claim, signal) => el('article.card.split',
  el('div', title(decision, claim), proposal(claim), waiting(claim), trust(claim), customersWords(decision, signal)), answerForm(decision, claim));

const drawnCard = (decision, claim, signal) => el('article.card.split',
  el('div', title(decision, claim), proposal(claim), el('p.meta', `It acted alone; ${percent(claim.autonomy.review.probability)} of its kind are drawn.`), customersWords(decision, signal)), feedbackForm(decision, claim));

const trust = ({ autonomy }) => el('p.meta', `This kind of ruling ${word(autonomy.state)}; people have judged ${count(autonomy.reviewed, 'of its rulings', 'of its rulings')}`,
  autonomy.reviewed > 0 && ` and agree with at least ${percent(autonomy.agreementLowerBound)}`, '.');
