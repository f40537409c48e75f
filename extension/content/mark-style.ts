/** Styles of everything in our shadow root. Colours are fixed pairs of at least 7:1, so they hold on any video. */
export const MARK_STYLE = `
:host { all: initial !important; }
* { box-sizing: border-box; }
.place { position: fixed; inset: 0 auto auto 0; pointer-events: none; overflow: hidden; contain: strict; }
.place[hidden] { display: none; }
.cover { position: absolute; inset: 0; background: #1b1b20; }
.place[data-treatment='mark'] .cover { display: none; }
.place[data-treatment='hide'] .cover { background: Canvas; }
.note {
  position: absolute; inset: 8px auto auto 8px; max-width: calc(100% - 16px); padding: 4px 4px 4px 10px;
  display: flex; flex-wrap: wrap; align-items: center; gap: 4px; border-radius: 8px; border: 1px solid #6d6d78;
  background: #1b1b20; color: #fff; font: 13px/1.35 system-ui, sans-serif; text-align: start; pointer-events: none;
}
.place[data-treatment='cover'] .note, .place[data-treatment='hide'] .note {
  inset: 50% auto auto 50%; transform: translate(-50%, -50%); width: max-content;
}
.place[data-treatment='hide'] .title, .place[data-treatment='mark'] .show { display: none; }
.title { overflow-wrap: anywhere; }
ul { flex-basis: 100%; margin: 0; padding: 0 8px 6px 16px; max-height: 40vh; overflow: auto; pointer-events: auto; }
ul[hidden] { display: none; }
li { margin: 2px 0; overflow-wrap: anywhere; }
button {
  pointer-events: auto; min-height: 24px; min-width: 24px; padding: 1px 8px; border: 1px solid transparent; border-radius: 6px;
  background: #33333d; color: #fff; font: inherit; cursor: pointer;
}
button:hover { background: #4a4a57; }
button:focus-visible { outline: 2px solid #8ab4ff; outline-offset: 1px; }
@media (prefers-color-scheme: light) {
  .note { background: #fff; color: #1b1b20; border-color: #8a8a94; }
  .cover { background: #f2f2f5; }
  button { background: #e6e6ec; color: #1b1b20; }
  button:hover { background: #d3d3dc; }
  button:focus-visible { outline-color: #0b57d0; }
}
@media (prefers-reduced-motion: no-preference) {
  button { transition: background-color 0.12s; }
}
@media (forced-colors: active) {
  .note, .cover, button { background: Canvas; color: CanvasText; border: 1px solid CanvasText; }
  button { background: ButtonFace; color: ButtonText; border-color: ButtonText; }
}
`;
