import { computed, signal } from '@preact/signals';
import { Command } from '../../domain/case/command.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import type { CaseDesk } from '../case/case-desk.ts';
import { openForm } from '../case/open-form.ts';
import { type Sending, sendingOf } from '../case/sending.ts';
import { instantNow, timeNow } from '../shell/clock.ts';
import { ulid } from '../shell/ulid.ts';
import { put } from './letters.ts';
import { cases, me, renewCase } from './mine.ts';

/**
 * The desk of a case whose moves go into the box, to be sent when there is a network: a form counts as sent when this
 * device has it for good. Whether the case still allows it is seen when it arrives.
 */
export function letterDesk(id: string, first: CaseView): Pick<CaseDesk, 'formOf'> {
  const view = computed(() => cases.value.get(id) ?? first);
  const forms = new Map<string, Sending>();
  const keep = async (given: Record<string, unknown>): Promise<void> => {
    const { ifVersion: _, ...command } = Command.parse(given);
    const body = { ...command, id: command.id ?? '' };
    await put([{ kind: 'command', about: id, officer: me.value?.officer?.id ?? '', writtenAt: instantNow(), body }]);
  };
  return {
    formOf(move, about) {
      const key = `${move} ${about ?? ''}`;
      const known = forms.get(key);
      if (known) return known;
      const made = sendingOf(openForm(move, signal(view.value), about), {
        newId: () => ulid(timeNow()),
        version: () => view.value.version,
        read: async () => {
          await renewCase(id);
          return [];
        },
        send: async (command) => {
          await keep(command);
          forms.delete(key);
          return { ok: true, value: view.value, status: 202 };
        },
      });
      forms.set(key, made);
      return made;
    },
  };
}
