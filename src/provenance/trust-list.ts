import trustList from '../../models/trust-list.json' with { type: 'json' };

/** Date of the official lists that certificates are held against. */
export const TRUST_LIST_DATE = trustList.date;

/** Certificates of the lists, in PEM. */
export const TRUST_ANCHORS = [...trustList.signers, ...trustList.timeStamps].join('\n');
