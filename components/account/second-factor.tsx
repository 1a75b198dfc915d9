"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RecoveryCodes } from "@/components/account/recovery-codes";
import { SecondFactorSetup, type SecondFactorSetupProps } from "@/components/account/second-factor-setup";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { plural } from "@/components/ui/format";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ActionState } from "@/lib/web/action-state";

type Begun = { secret: string; uri: string };
type Nothing = Record<string, never>;

export interface SecondFactorProps extends Pick<SecondFactorSetupProps, "confirm"> {
  /** null: off. */
  readonly since: string | null;
  readonly recoveryCodesLeft: number;
  readonly nowMs: number;
  readonly begin: (input: Nothing) => Promise<ActionState<Begun>>;
  readonly renewCodes: (input: Nothing) => Promise<ActionState<readonly string[]>>;
  readonly switchOff: (input: Nothing) => Promise<ActionState<null>>;
}

/** Codes of an app besides the password: set up, recovery codes, switched off. */
export function SecondFactor(props: SecondFactorProps) {
  const { since, recoveryCodesLeft, nowMs } = props;
  const router = useRouter();
  const { act, isPending, refusal } = useProvenAction();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  function change<Value>(
    target: "begin" | "renew" | "off",
    run: () => Promise<ActionState<Value>>,
    then: (value: Value) => void,
  ): void {
    act({
      target,
      run,
      onDone: (value) => {
        then(value);
        router.refresh();
      },
    });
  }

  return (
    <Panel
      title="Second factor"
      meta={since === null ? "off" : "on"}
      actions={
        since !== null && (
          <>
            <Button
              size="small"
              pending={isPending("renew")}
              onClick={() => change("renew", () => props.renewCodes({}), setCodes)}
            >
              New recovery codes
            </Button>
            <Button
              size="small"
              pending={isPending("off")}
              onClick={() =>
                change(
                  "off",
                  () => props.switchOff({}),
                  () => {
                    setCodes(null);
                    showResult("Switched the second factor off");
                  },
                )
              }
            >
              Switch off
            </Button>
          </>
        )
      }
    >
      <PanelBody>
        {codes !== null ? (
          <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
        ) : begun !== null ? (
          <SecondFactorSetup
            secret={begun.secret}
            uri={begun.uri}
            confirm={props.confirm}
            onConfirmed={(made) => {
              setBegun(null);
              setCodes(made);
              router.refresh();
            }}
            onCancel={() => setBegun(null)}
          />
        ) : since === null ? (
          <>
            <p className="max-w-[66ch] text-ink-2">
              Signing in then also takes a code that an app on your phone makes: a password that got out is
              not enough.
            </p>
            <Button
              variant="primary"
              size="field"
              className="mt-3"
              pending={isPending("begin")}
              onClick={() => change("begin", () => props.begin({}), setBegun)}
            >
              Set up
            </Button>
          </>
        ) : (
          <p className="text-ink-2">
            Signing in takes a code of your app, since <RelativeTime atMs={Date.parse(since)} nowMs={nowMs} />
            .{" "}
            {recoveryCodesLeft === 0
              ? "No recovery code is left: make new ones before the phone is lost."
              : `${plural(recoveryCodesLeft, "recovery code")} left.`}
          </p>
        )}
        <Refusal error={refusal} />
      </PanelBody>
    </Panel>
  );
}
