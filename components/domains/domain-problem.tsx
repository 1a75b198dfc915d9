import { sentence } from "@/components/feedback/sentence";
import { CopyButton } from "@/components/ui/copy-button";
import type { DomainView } from "@/lib/api/contract/domains";

/** What is wrong with a name, and the DNS records that put it right; nothing when nothing is. */
export function DomainProblem({ domain: { name, dns, problem } }: { readonly domain: DomainView }) {
  const wrong = dns.state !== "here";
  if (!wrong && problem === null) return null;
  return (
    <div className="grid gap-1.5 text-xs text-ink-2">
      {wrong && <p>{sentence(`${name} ${dns.detail}`)}</p>}
      {problem !== null && <p>{sentence(`Over https: ${problem}`)}</p>}
      {dns.records.length > 0 && (
        <table className="w-fit">
          <caption className="pb-1 text-left">Set this where the domain's DNS is kept:</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {dns.records.map((record) => (
              <tr key={record.type} className="mono">
                <td className="pr-4">{record.type}</td>
                <td className="pr-4 [overflow-wrap:anywhere]">{record.name}</td>
                <td>
                  <span className="inline-flex items-center gap-1">
                    {record.value}
                    <CopyButton label={`${record.type} record's value`} value={record.value} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
