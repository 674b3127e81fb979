// The main switch: whether the agent may act alone, and the button that stops it.
import { el, facts, said } from './dom.js';
import { get, paths, post } from './api.js';
import { button, confirmed, section } from './parts.js';

const MEANS = {
  off: 'off: everything goes to people',
  suggest: 'suggest: everything waits for people',
  earned: 'earned: what has earned it acts alone',
};

export const modeWords = (mode) => MEANS[mode] ?? mode ?? 'unknown';

/** Loads by itself, so that it is there when the rest of the view is not. */
export const modeSection = (signal, done) => section('Mode', async () => {
  const { mode, fault } = await get(paths.mode(), signal);
  return [
    facts([['In force', mode === 'off' ? el('strong.warn', modeWords(mode)) : modeWords(mode)]]),
    fault && el('div.notice', el('p', 'Nothing is decided, whatever the mode: the policy in force cannot be used. Import a valid one. ', said(fault))),
    el('div.buttons', mode !== 'off' && button('Turn off', () => turn('off', done), 'danger'),
      mode === 'off' && !fault && [button('Back to suggest', () => turn('suggest', done)), button('Back to earned', () => turn('earned', done))]),
  ];
});

const QUESTIONS = {
  off: ['Turn the agent off?', 'From the next decision on, everything goes to people and no money moves: what is decided and not yet begun is not paid, and no approval is carried out either. Messages go on being taken and answered, and nothing is lost. What the payment provider was asked for before stays.', 'Turn off'],
  suggest: ['Back to suggest?', 'From the next decision on, the agent prepares every ruling again and acts on none alone. People\u2019s approvals are paid again. What was decided while it was off stays as it is.', 'Back to suggest'],
  earned: ['Back to earned?', 'From the next decision on, the agent acts alone again and pays: by rules marked auto, and by what has earned it. People\u2019s approvals are paid again. What was decided while it was off stays as it is.', 'Back to earned'],
};

async function turn(mode, done) {
  const [title, consequence, act] = QUESTIONS[mode];
  const turned = await confirmed(title, consequence, act, (note) => post(paths.mode(), { mode, note }));
  await done(`In force: ${modeWords(turned.mode)}.`);
}
