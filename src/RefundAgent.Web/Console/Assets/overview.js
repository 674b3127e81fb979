// Whether the agent acts, what needs somebody, then what the agent did in a stretch of time and whether people agreed.
import { el, facts, table } from './dom.js';
import { get, paths } from './api.js';
import { modeSection } from './mode.js';
import { button, choice, head, link, nothing } from './parts.js';
import { count, distance, money, percent, when } from './words.js';
import { dayChart } from './chart.js';

const WINDOWS = [['24 hours', 'overview', '24h'], ['7 days', 'overview', '7d'], ['4 weeks', 'overview', '4w']];

export async function showOverview({ signal, path: [window = '7d'], refresh, say }) {
  const sheet = await get(paths.kpis(window), signal);
  return [
    head('Overview', choice('How far back', window, WINDOWS), button('Refresh', refresh)),
    el('p.dim', 'From ', when(sheet.from), ' to ', when(sheet.to), '.'),
    modeSection(signal, async (words) => { await refresh(); say(words); }),
    el('section', el('h2', 'Needs somebody'), needs(sheet)),
    el('section', el('h2', `What became of ${count(sheet.claims, 'claim')}`), sheet.claims === 0 ? nothing('Nothing was decided in this time.') : [became(sheet), dayChart(sheet.days)]),
    el('section', el('h2', 'Money given back'), sheet.refunds.length === 0 ? nothing('No money was given back in this time.') : moneyTable(sheet.refunds)),
    el('div.columns', people(sheet.people), learned(sheet.learned), model(sheet.model)),
  ];
}

const needs = ({ waiting, people, learned, discrepancies }) => el('ul.tiles', [
  [waiting.claims, count(waiting.claims, 'claim waits', 'claims wait'), waiting.oldestSince ? ['the oldest since ', distance(waiting.oldestSince)] : 'nothing to answer', 'waiting'],
  [people.reviewsWanted, count(people.reviewsWanted, 'ruling to look at', 'rulings to look at'), 'acted alone and were drawn', 'waiting'],
  [learned.proposals, count(learned.proposals, 'proposal'), 'to change the policy', 'proposals'],
  [discrepancies, count(discrepancies, 'discrepancy', 'discrepancies'), 'about money', 'discrepancies'],
].map(([number, what, hint, ...path]) => el('li', el(`a.tile${number > 0 ? '.wanted' : ''}`, { href: `#/${path.join('/')}` }, el('strong', what), el('span.dim', hint)))));

const became = ({ outcomes, alone, escalated }) => el('div.figures', facts([
  ['By itself', [String(alone.count), share(alone)]],
  ['Left to a person', [String(escalated.count), share(escalated)]],
  ['Approved', String(outcomes.approve)],
  ['Denied', String(outcomes.deny)],
  ['Customer asked', String(outcomes.ask)],
]));

const share = ({ rate }) => rate !== undefined && el('span.dim', ` ${percent(rate)}`);

const moneyTable = (refunds) => table('Money given back, by currency', ['Currency', 'Given back', 'By the agent alone', 'On a person\u2019s word', 'Under way', 'Not known yet'],
  refunds.map((each) => [each.currency, sum(each.executed), sum(each.byAgent), sum(each.byPeople), sum(each.pending), sum(each.unknown)]));

const sum = ({ count: number, amount }) => [money(amount), el('span.dim', ` (${number})`)];

const people = (counts) => el('section', el('h2', 'People'), counts.answered + counts.expired === 0 ? nothing('Nobody has answered anything in this time.') : facts([
  ['Agreed with', counts.agreement && [percent(counts.agreement.rate), el('span.dim', ` (95 % interval ${percent(counts.agreement.from)} to ${percent(counts.agreement.to)})`)]],
  ['Answered', `${counts.answered}: ${counts.agreed} agreed, ${counts.changed} with another amount, ${counts.rejected} rejected`],
  ['Half answered within', counts.medianMinutes !== undefined && minutes(counts.medianMinutes)],
  ['Expired', counts.expired > 0 && el('strong.warn', `${counts.expired}, nobody answered in time`)],
]));

const minutes = (number) => number < 1 ? 'a minute' : number < 120 ? count(Math.round(number), 'minute') : count(Math.round(number / 60), 'hour');

const learned = (counts) => el('section', el('h2', 'Learned'), facts([
  ['In force', [link(`version ${counts.version}`, 'learned'), counts.held && el('strong.warn', ', held by a rollback')]],
  ['Items', String(counts.items)],
  ['Act alone by what they earned', `${counts.segmentsEarned} of ${count(counts.segments, 'kind')} of ruling`],
]));

const model = (counts) => el('section', el('h2', 'Model'), !counts ? nothing('No model was asked.') : facts([
  ['Asked', count(counts.decisions, 'time')],
  ['Stood in for', counts.fallbacks > 0 && el('strong.warn', `${count(counts.fallbacks, 'time')} by the built-in advisor`)],
  ['Tokens', `${counts.inputTokens} in, ${counts.outputTokens} out`],
  ['Cost', `${counts.costUsd} USD`],
  ['Took', `${counts.medianMilliseconds} ms, the slowest in twenty ${counts.p95Milliseconds} ms`],
]));
