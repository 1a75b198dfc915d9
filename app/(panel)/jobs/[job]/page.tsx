import { cancelJob } from "@/app/(panel)/jobs/[job]/actions";
import { JobScreen } from "@/components/jobs/job-screen";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

type JobPageProps = { params: Promise<{ job: string }> };

export async function generateMetadata({ params }: JobPageProps) {
  return { title: `Job ${(await params).job}` };
}

export default async function JobPage({ params }: JobPageProps) {
  const { worker } = await requireOperator();
  const { job } = await params;
  const first = await pageCall(worker.call(routes["jobs.show"], { params: { job } }));
  return <JobScreen key={first.id} first={first} nowMs={Date.now()} cancel={cancelJob} />;
}
