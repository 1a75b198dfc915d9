import { ActionButton, type ActionButtonProps } from "@/components/stacks/actions/action-button";
import { Panel, PanelBody } from "@/components/ui/panel";
import type { ActionView } from "@/lib/api/contract/actions";

interface MaintenancePanelProps extends Pick<ActionButtonProps, "stack" | "act"> {
  readonly actions: readonly ActionView[];
}

/** The actions that belong to no row of the connection card. */
export function MaintenancePanel({ actions, ...props }: MaintenancePanelProps) {
  if (actions.length === 0) return null;
  return (
    <Panel title="Maintenance">
      <PanelBody className="grid gap-3">
        {actions.map((action) => (
          <div key={action.id} className="grid justify-items-start gap-2">
            <p className="text-xs text-ink-3">{action.explanation}</p>
            <ActionButton {...props} action={action} />
          </div>
        ))}
      </PanelBody>
    </Panel>
  );
}
