"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { hourOptions, weekdayOptions } from "@/components/backups/backup-words";
import { BucketFields, type BucketInput } from "@/components/backups/bucket-fields";
import { PassphraseField } from "@/components/backups/passphrase-field";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { Field } from "@/components/ui/field";
import { MachineInput } from "@/components/ui/machine-input";
import { NumberInput } from "@/components/ui/number-input";
import { Panel, PanelBody } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { SwitchField } from "@/components/ui/switch-field";
import type { BackupSettingsView } from "@/lib/api/contract/backups";
import { type ActionState, issueOf } from "@/lib/web/action-state";

/** As the worker takes it: what is left out stays as it is stored. */
export type BackupSettingsInput = {
  schedule: BackupSettingsView["schedule"];
  keep: number;
  folder: string | null;
  s3: (Omit<BucketInput, "secretKey"> & { secretKey?: string | undefined }) | null;
  passphrase?: string | null | undefined;
};

export interface BackupSettingsProps {
  readonly settings: BackupSettingsView;
  readonly save: (input: BackupSettingsInput) => Promise<ActionState<null>>;
}

const NO_BUCKET = {
  endpoint: "",
  region: "us-east-1",
  bucket: "",
  prefix: "slipway/",
  accessKey: "",
  pathStyle: true,
};

const EVERY = [
  { value: "off", label: "Off" },
  { value: "day", label: "Daily" },
  { value: "week", label: "Weekly" },
];

/** When backups are made, where they go, how many stay, and what encrypts the key in them. */
export function BackupSettings({ settings, save }: BackupSettingsProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const [schedule, setSchedule] = useState(settings.schedule);
  const [keep, setKeep] = useState(String(settings.keep));
  const [hasFolder, setHasFolder] = useState(settings.folder !== null);
  const [folder, setFolder] = useState(settings.folder ?? "");
  const [hasBucket, setHasBucket] = useState(settings.s3 !== null);
  const [bucket, setBucket] = useState<BucketInput>({ ...(settings.s3 ?? NO_BUCKET), secretKey: "" });
  const [passphrase, setPassphrase] = useState<string | null>("");
  const issue = (field: string) => issueOf(refusal, field);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { secretKey, ...shown } = bucket;
    act({
      run: () =>
        save({
          schedule,
          keep: Number(keep),
          folder: hasFolder ? folder : null,
          s3: hasBucket ? { ...shown, ...(secretKey === "" ? {} : { secretKey }) } : null,
          ...(passphrase === "" ? {} : { passphrase }),
        }),
      onDone: () => {
        setBucket({ ...bucket, secretKey: "" });
        setPassphrase("");
        showResult("Saved the backup settings");
        router.refresh();
      },
    });
  }

  return (
    <Panel title="How backups are made">
      <PanelBody>
        <form onSubmit={submit} className="max-w-[640px]" noValidate>
          <Field
            label="Schedule"
            layout="row"
            group
            hint={schedule.every === "off" ? undefined : "A time that was missed is made up for once."}
          >
            {(control) => (
              <div className="flex flex-wrap items-center gap-2">
                <SegmentedControl
                  aria-labelledby={control["aria-labelledby"] ?? ""}
                  name="every"
                  options={EVERY}
                  value={schedule.every}
                  onValueChange={(every) =>
                    setSchedule({ ...schedule, every: every === "day" || every === "week" ? every : "off" })
                  }
                />
                {schedule.every === "week" && (
                  <Select
                    label="Day of the week"
                    size="control"
                    options={weekdayOptions}
                    value={String(schedule.weekday)}
                    onValueChange={(weekday) => setSchedule({ ...schedule, weekday: Number(weekday) })}
                  />
                )}
                {schedule.every !== "off" && (
                  <Select
                    label="Hour"
                    size="control"
                    options={hourOptions}
                    value={String(schedule.hour)}
                    onValueChange={(hour) => setSchedule({ ...schedule, hour: Number(hour) })}
                  />
                )}
              </div>
            )}
          </Field>
          <Field
            label="Keep"
            layout="row"
            hint="So many of this panel stay in each place; the oldest are deleted, also those made by hand."
            error={issue("keep")}
          >
            {(control) => (
              <NumberInput
                {...control}
                value={keep}
                onValueChange={setKeep}
                min={1}
                max={1000}
                unit="backups"
              />
            )}
          </Field>
          <PassphraseField
            stored={settings.passphraseSet}
            value={passphrase}
            error={issue("passphrase")}
            onChange={setPassphrase}
          />
          <div className="border-b border-line py-2">
            <SwitchField
              label="Keep them in a folder"
              hint="On the same disk they do not survive it: mount another one there, or use a bucket too."
              checked={hasFolder}
              onCheckedChange={setHasFolder}
            />
            {hasFolder && (
              <Field
                label="Folder"
                layout="row"
                hint={`Empty: ${settings.ownFolder}`}
                error={issue("folder")}
                className="border-b-0"
              >
                {(control) => (
                  <MachineInput
                    {...control}
                    value={folder}
                    onChange={(event) => setFolder(event.target.value)}
                  />
                )}
              </Field>
            )}
          </div>
          <div className="py-2">
            <SwitchField
              label="Keep them in a bucket"
              hint="Of S3, or of a server that speaks its protocol."
              checked={hasBucket}
              onCheckedChange={setHasBucket}
            />
            {hasBucket && (
              <BucketFields value={bucket} stored={settings.s3 !== null} issue={issue} onChange={setBucket} />
            )}
          </div>
          <Refusal error={refusal} evidence />
          <SubmitButton pending={pending} className="mt-3">
            Save
          </SubmitButton>
        </form>
      </PanelBody>
    </Panel>
  );
}
