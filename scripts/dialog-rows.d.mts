export function withLabels(html: string): string;
