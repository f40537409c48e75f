/** What a file's XMP packet says of its origin. Nobody signed it, so it is a claim and no more. */
export interface XmpFacts {
  /** The last part of an IPTC digital source type, such as `trainedAlgorithmicMedia`, or empty. */
  readonly sourceType: string;
  /** The program that wrote the file, or the credit line that names it. */
  readonly tool: string;
  /** It says that its C2PA manifest lies on a server. That is never fetched: it would tell the server who looks. */
  readonly isManifestElsewhere: boolean;
}

/** A property as attribute, as element, or as a resource. XML is not parsed: a packet is anybody's, and three forms are all there is. */
function property(xmp: string, name: string): string {
  const found = new RegExp(
    `[\\w-]{1,40}:${name}\\s{0,20}(?:=\\s{0,20}["']([^"'<>]{1,300})["']|[^<>]{0,80}rdf:resource\\s?=\\s?["']([^"'<>]{1,300})["']|>\\s{0,200}(?:<rdf:(?:Alt|Bag|Seq)>\\s{0,200}<rdf:li[^<>]{0,80}>)?\\s{0,20}([^<>]{1,300})<)`,
    'u',
  ).exec(xmp);
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

export const lastPart = (address: string): string => address.split(/[/#]/).at(-1) ?? '';

export function readXmp(xmp: string): XmpFacts {
  const credit = property(xmp, 'Credit');
  return {
    sourceType: lastPart(property(xmp, 'DigitalSourceType')).slice(0, 100),
    tool: (property(xmp, 'AISystemUsed') || (/\bai\b/i.test(credit) ? credit : property(xmp, 'CreatorTool'))).slice(
      0,
      100,
    ),
    isManifestElsewhere: /^https?:/.test(property(xmp, 'provenance')),
  };
}
