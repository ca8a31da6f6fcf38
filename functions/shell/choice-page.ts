import type { Answer } from './endpoint.ts';
import { type Language, languageOf, plainPage } from './plain-page.ts';

/** It asks whether SMS are wanted, or are no more; or tells what came of it. */
export type Choice = 'asks' | 'wanted' | 'stop' | 'stopped' | 'over' | 'unavailable';
type Words = Record<Choice | 'title' | 'yes' | 'no' | 'again', string>;

const WORDS: Record<Language, Words> = {
  'zh-Hans': {
    title: '网格灯 · 短信告知',
    asks: '有人留下了此手机号，要短信告知所反映事项的进展。是您吗？不是请关闭此页，不会再有短信。',
    yes: '是我，请短信告知',
    wanted: '好的，有进展会短信告知。每条短信都可退订。',
    stop: '不想再收到这些事项的短信？凭回执仍可随时查看。',
    no: '退订',
    stopped: '已退订，不再发送。凭回执仍可随时查看。',
    over: '此链接已失效。',
    unavailable: '暂时无法办理，请稍后再点一次。',
    again: '再试一次',
  },
  'zh-Hant': {
    title: '網格燈 · 簡訊告知',
    asks: '有人留下了此手機號，要簡訊告知所反映事項的進展。是您嗎？不是請關閉此頁，不會再有簡訊。',
    yes: '是我，請簡訊告知',
    wanted: '好的，有進展會簡訊告知。每條簡訊都可退訂。',
    stop: '不想再收到這些事項的簡訊？憑回執仍可隨時查看。',
    no: '退訂',
    stopped: '已退訂，不再發送。憑回執仍可隨時查看。',
    over: '此連結已失效。',
    unavailable: '暫時無法辦理，請稍後再點一次。',
    again: '再試一次',
  },
  en: {
    title: 'Gridlight · messages',
    asks: 'Somebody left this number, to be told by SMS what becomes of a report. Was it you? If not, close this page: nothing will be sent.',
    yes: 'It was me, send me SMS',
    wanted: 'You will be told by SMS. Each message says how to stop.',
    stop: 'No more SMS about these reports? The receipt still shows how they stand.',
    no: 'Stop the SMS',
    stopped: 'Stopped. The receipt still shows how your report stands.',
    over: 'This link is over.',
    unavailable: 'It could not be done just now; please try once more.',
    again: 'Try again',
  },
};

const STATUS: Record<Choice, number> = { asks: 200, wanted: 200, stop: 200, stopped: 200, over: 410, unavailable: 503 };
const BUTTON: Partial<Record<Choice, 'yes' | 'no' | 'again'>> = { asks: 'yes', stop: 'no', unavailable: 'again' };

/** The page behind the link of an SMS to a resident. It says nothing of the matter, and names no report. */
export function choicePage(choice: Choice, accepted: string | undefined): Answer {
  const language = languageOf(accepted);
  const words = WORDS[language];
  const button = BUTTON[choice];
  return plainPage(language, {
    status: STATUS[choice],
    title: words.title,
    words: words[choice],
    button: button && words[button],
  });
}
