import { language } from '../../ui/say.ts';

export const megabytes = (bytes: number): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes / 1e6);
