// What the API's words, times and refusals are called on this page.
import { el, said } from './dom.js';

const CALLED = {
  approve: 'approve', deny: 'deny', ask: 'ask the customer', escalate: 'hand over to a person',
  executed: 'carried out', pendingApproval: 'waits for a person', answered: 'answered',
  policy: 'policy', guideline: 'learned rule', precedent: 'past cases', limit: 'limit', advisor: 'advisor',
  order: 'order', refundLedger: 'our refund ledger', system: 'connected system', reader: 'read from the message', customer: 'customer',
  notEarned: 'it has not earned to act alone yet', rule: 'its rule wants a person', mode: 'the policy is in suggest mode',
  unauthenticatedCustomer: 'nobody has checked who the customer is', disagreement: 'people disagree about such cases',
  review: 'it was drawn to be looked at', dailyLimit: 'the day\u2019s limit is reached',
  auto: 'acts alone by its rule', suggest: 'waits for people', earned: 'has earned to act alone',
};

export const word = (name) => CALLED[name] ?? String(name).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/** As the API gives it: a decimal text and a currency, never computed with here. */
export const money = (sum) => `${sum.amount} ${sum.currency}`;

export const percent = (rate) => `${Math.round(rate * 1000) / 10} %`;

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** Local time, with UTC where the pointer rests. */
export function when(text) {
  const time = new Date(text);
  const utc = `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return el('time', { datetime: text, title: utc }, new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(time));
}

/** How far off a time is: "3 hours ago", "in 2 days". */
export function distance(text) {
  const minutes = (new Date(text) - Date.now()) / 60000;
  const [size, unit] = Math.abs(minutes) >= 2880 ? [1440, 'day'] : Math.abs(minutes) >= 90 ? [60, 'hour'] : [1, 'minute'];
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.trunc(minutes / size), unit);
}

/** A value of a fact, a condition or an item. */
export function value(thing) {
  if (Array.isArray(thing)) return thing.length === 0 ? 'none' : said(thing.join(', '));
  return typeof thing === 'boolean' ? (thing ? 'yes' : 'no') : said(thing);
}

/** What was refused and why, and what came first where somebody else was faster. */
export function refusal(problem) {
  const { title, detail, answer, approvals, closed, proposal, errors } = problem.details ?? {};
  const first = answer ? ['The first answer: ', said(answer.by), ` said \u201c${answer.verdict}\u201d`, answer.amount ? ` to ${money(answer.amount)}` : '', ', ', when(answer.at), '.']
    : approvals ? approvals.map((each) => [said(each.by), ` agreed to ${money(each.amount)}, `, when(each.at), '. '])
      : closed ? ['It was closed by ', said(closed.by), ', ', when(closed.at), closed.note ? [': ', said(closed.note)] : '.']
        : proposal?.answer ? ['It was ', word(proposal.status), ' by ', said(proposal.answer.by), ', ', when(proposal.answer.at), '.'] : null;
  const told = errors ? Object.entries(errors).map(([field, faults]) => el('p', el('code', field), ' ', said(faults.join(' ')))) : detail && el('p', said(detail));
  return [el('strong', title ?? problem.message), told, first && el('p', first)];
}
