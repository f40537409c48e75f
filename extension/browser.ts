import browser, { type Runtime } from 'webextension-polyfill';

/** The one door to the browser's extension API. */
export { browser };

export type MessageSender = Runtime.MessageSender;
export type MessageListener = Runtime.OnMessageListener;
export type Port = Runtime.Port;
