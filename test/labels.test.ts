import { describe, expect, it } from 'vitest';
import { FACEBOOK_STORIES, isTrueIn, itemsOf, textIn } from '../extension/content/sites/held-data.ts';
import data from '../models/labels.json' with { type: 'json' };
import { objectsNamed } from '../src/embedded-object.ts';
import {
  bilibiliNotice,
  facebookStory,
  labelIn,
  metaItem,
  tiktokItem,
  youtubeBadge,
  youtubeNotice,
} from '../src/label-texts.ts';

const LANGUAGES = ['en', 'ja', 'es', 'pt', 'fr', 'de', 'ko', 'zh-Hans', 'zh-Hant'];

describe('the words of a site for "made by AI"', () => {
  it.each(['tiktok', 'instagram', 'x', 'youtube'])(
    '%s has them in nine languages, each sourced or unverified',
    (site) => {
      const rows = data.texts.filter(({ sites }) => sites.includes(site));
      expect(rows.map(({ language }) => language)).toEqual(expect.arrayContaining(LANGUAGES));
      expect(rows.every(({ status }) => ['sourced', 'unverified'].includes(status))).toBe(true);
      const sourced = rows.filter(({ status }) => status === 'sourced');
      expect(sourced.filter(({ from, read = '' }) => from === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(read))).toEqual(
        [],
      );
      // Words translated by us were never read anywhere.
      expect(rows.filter(({ source, status }) => source === 'translation' && status === 'sourced')).toEqual([]);
    },
  );

  it.each([
    ['tiktok', 'Creator labeled as AI-generated', ['by-author']],
    ['tiktok', ' AI-generated ', ['by-site']],
    ['tiktok', 'AI生成', ['by-site', 'unverified-text']],
    ['instagram', 'AI info', ['by-site']],
    ['instagram', 'Infos IA', ['by-site']],
    ['threads', 'KI-Info', ['by-site']],
    ['threads', 'AI 資訊', ['by-site']],
    ['threads', 'AI 信息', ['by-site', 'unverified-text']],
    ['x', 'AIで生成', ['by-site']],
    ['youtube', 'Contenu modifié ou synthétique', ['by-site']],
    ['youtube', 'Veränderte oder synthetische Inhalte', ['by-site']],
    ['x', 'Made with Grok Imagine', ['by-site']],
    ['tiktok', 'Contenido generado por IA', ['by-site']],
    ['tiktok', '创作者标记为 AI 生成', ['by-author', 'unverified-text']],
    ['bilibili', '含AI生成内容', ['by-author']],
    ['bilibili', '作者声明：该视频使用人工智能合成技术', ['by-author']],
    ['bilibili', '该内容疑似使用AI技术合成，请谨慎甄别', ['by-site']],
  ] as const)('%s: "%s"', (site, text, notes) => {
    expect(labelIn(site, text)).toMatchObject({ kind: 'label', strength: 'strong', cue: text.trim(), notes });
  });

  it.each([
    ['tiktok', 'This is not AI-generated'],
    ['tiktok', 'AI'],
    ['instagram', 'my AI info page'],
    ['instagram', 'Made with AI '.repeat(50)],
    ['x', 'AI info'],
    ['vimeo', 'Made with AI'],
    ['generic', 'Made with AI'],
  ] as const)('%s: "%s" is no label', (site, text) => {
    expect(labelIn(site, text)).toBeNull();
  });
});

const help = (answer: string): string => `https://support.google.com/youtube/answer/${answer}?hl=ja`;

describe('the notice of YouTube', () => {
  it.each([
    ['an altered or synthetic video', [help('15447836')], true],
    ['the older page', [help('14328491')], true],
    ['a dubbed voice', [help('15569972')], false],
    ['a dubbed voice beside another notice', [help('15569972'), help('14328491')], false],
    ['captured with a camera', [help('15446725')], false],
    ['no link at all, and no known heading', [], false],
    ['a link of the description', ['https://example.com/answer/15'], false],
  ])('%s', (_, links, isAi) => {
    expect(youtubeNotice(links, 'How this was made') !== null).toBe(isAi);
  });
});

describe('other words of YouTube and Bilibili', () => {
  it.each([
    ['Made with AI', ['by-site']],
    ['改変または合成されたコンテンツ', ['by-site']],
    ['Mit KI erstellt', ['by-site', 'unverified-text']],
    ['Captured with a camera', null],
  ])('a notice without a link is told by its heading: %s', (heading, notes) => {
    expect(youtubeNotice(['https://example.com/'], 'x', heading)?.notes ?? null).toEqual(notes);
  });

  it.each([
    ['AI: Content was made with AI', true],
    ['AI', true],
    ['Air show', false],
    ['4K', false],
    ['Verified', false],
  ])('the badge "%s"', (words, isAi) => {
    expect(youtubeBadge(words) !== null).toBe(isAi);
  });

  it.each([
    ['作者声明：该视频使用人工智能合成技术', true],
    ['内容疑似使用AI技术合成，请谨慎甄别', true],
    ['作者声明：含虚构演绎，仅供娱乐', false],
    ['视频内含有危险行为，请勿轻易模仿', false],
    ['请勿酒驾 RAIN', false],
  ])('Bilibili: %s', (text, isAi) => {
    expect(bilibiliNotice(text) !== null).toBe(isAi);
  });
});

describe('objects in the text of a script', () => {
  it.each([
    ['var x = {"a":{"want":{"b":"}{\\"","c":[1]}}};', [{ b: '}{"', c: [1] }]],
    ['{"want":{"b":1}},{"want":{"b":2}}', [{ b: 1 }, { b: 2 }]],
    ['"want":{"b":', []],
    ['"want":{b}', []],
    ['"want": {"b":1}', []],
    [`"want":{"b":"${'x'.repeat(100_000)}"}`, []],
  ])('%.40s', (source, found) => {
    expect(objectsNamed(source, 'want')).toEqual(found);
  });
});

describe('what the data of a page says', () => {
  it.each([
    [{ IsAigc: false, aigcLabelType: 2 }, ['by-author']],
    [{ IsAigc: true }, ['by-author']],
    [{ moderationAigcLabelType: 1 }, ['by-site']],
    [{ IsAigc: false, aigcLabelType: 0 }, null],
    [{ IsAigc: 'true', aigcLabelType: '2' }, null],
    [{}, null],
  ])('TikTok: %j', (item, notes) => {
    expect(tiktokItem(item)?.notes ?? null).toEqual(notes);
  });

  it.each([
    [{ gen_ai_detection_method: { detection_method: 'SELF_DISCLOSURE_FLOW' } }, ['by-author']],
    [{ gen_ai_detection_method: { detection_method: 'C2PA_METADATA' } }, ['by-site']],
    [{ gen_ai_detection_method: { detection_method: 'NONE' } }, null],
    [{ has_high_risk_gen_ai_inform_treatment: true }, ['by-site']],
    [{ gen_ai_detection_method: null }, null],
    [{ gen_ai_detection_method: [1, 2] }, null],
  ])('Instagram: %j', (item, notes) => {
    expect(metaItem(item)?.notes ?? null).toEqual(notes);
  });

  it('finds the item of a post and no other, in a bounded walk', () => {
    const page = { a: [{ id: '1', IsAigc: true }, { deep: { id: '2', IsAigc: false } }] };
    expect(itemsOf(page, { names: ['id'] }, '2')).toEqual([{ id: '2', IsAigc: false }]);
    expect(itemsOf(page, { names: ['id'] }, '3')).toEqual([]);
    let endless: object = {};
    for (let i = 0; i < 200_000; i++) endless = { endless };
    expect(itemsOf(endless, { names: ['id'] }, '1')).toEqual([]);
  });

  const video = { __typename: 'Video', id: '900001' };
  const disclosed = { ai_generated_self_disclosure_info: { was_self_disclosed_as_ai_generated: true } };
  const story = (post_id: string, inside: object): object => ({
    data: { node: { post_id, message: { text: `Words of ${post_id}` }, ...inside } },
  });
  it.each<[string, object, string[] | null]>([
    ['the author said so', story('55', { ...disclosed, attachments: [{ media: video }] }), ['by-author']],
    [
      'the site found it',
      story('55', { info: { was_detected_as_ai_generated: true }, deep: { media: { video } } }),
      ['by-site'],
    ],
    ['nobody did', story('55', { info: { was_detected_as_ai_generated: false }, media: video }), null],
    ['another story in the page has it', [story('55', { media: video }), story('66', disclosed)], null],
    [
      'only the post shared in it has it',
      story('55', { media: video, attached_story: { post_id: '66', ...disclosed } }),
      null,
    ],
    [
      'it shares the post of the video',
      story('55', { ...disclosed, attached_story: { post_id: '66', media: video } }),
      null,
    ],
    [
      'the shared post of the video has it',
      story('55', { attached_story: { post_id: '66', media: video, ...disclosed } }),
      ['by-author'],
    ],
    ['it is no boolean', story('55', { was_detected_as_ai_generated: 'true', media: video }), null],
  ])('Facebook, by the video of a story: %s', (_name, page, by) => {
    const signs = itemsOf(page, FACEBOOK_STORIES, '900001').map((item) =>
      facebookStory((name) => isTrueIn(item, name)),
    );
    expect(signs[0]?.notes ?? null).toEqual(by === null ? null : [...by, 'unverified-text']);
    expect(signs.length).toBe(1);
  });

  it('gives the first text at a path, of no post shared in it', () => {
    const item = { attached_story: { message: { text: 'other' } }, a: [{ actors: [{ name: 'Anna' }] }], time: 0 };
    expect([textIn(item, 'actors.0.name'), textIn(item, 'message.text'), textIn(item, 'time')]).toEqual([
      'Anna',
      '',
      '0',
    ]);
  });
});
