import { LogPage } from "@/components/logs/log-page";
import { readStack } from "@/lib/web/stack-page";

type LogsPageProps = { params: Promise<{ stack: string }>; searchParams: Promise<{ service?: string }> };

export default async function LogsPage({ params, searchParams }: LogsPageProps) {
  const stack = await readStack((await params).stack);
  const services = stack.services.map((service) => service.name);
  const { service } = await searchParams;
  const first = service && services.includes(service) ? service : null;
  return <LogPage key={first ?? ""} stackName={stack.name} services={services} first={first} />;
}
