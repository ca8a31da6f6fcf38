import { type Signal, signal } from '@preact/signals';
import { courier, type Outcome, type Ports } from './courier.ts';
import { type Faults, filled, type OpenForm } from './open-form.ts';

/** How it stands with a form that is sent. */
export type SendState = { is: 'filling'; faults: Faults } | { is: 'sending' } | Outcome;

export interface Sending {
  form: OpenForm;
  state: Signal<SendState>;
  /** Sends what was entered, unless something is missing, or it is under way. */
  submit(): Promise<void>;
}

/** A form of a move that can be sent, once or again. */
export function sendingOf(form: OpenForm, ports: Ports): Sending {
  const state = signal<SendState>({ is: 'filling', faults: {} });
  const deliver = courier(ports);

  async function submit(): Promise<void> {
    if (state.value.is === 'sending') return;
    const entered = filled(form);
    if (!entered.ok) {
      state.value = { is: 'filling', faults: entered.faults };
      return;
    }
    state.value = { is: 'sending' };
    state.value = await deliver({ type: form.move, ...entered.values });
  }

  return { form, state, submit };
}
