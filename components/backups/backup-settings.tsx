"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import { hourOptions, weekdayOptions } from "@/components/backups/backup-words";
import { BucketFields, type BucketInput } from "@/components/backups/bucket-fields";
import { PassphraseField } from "@/components/backups/passphrase-field";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { NumberInput } from "@/components/ui/number-input";
import { Panel, PanelBody } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch-field";
import { TextInput } from "@/components/ui/text-input";
import type { BackupSettingsView } from "@/lib/api/contract/backups";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

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
  const proven = useProof();
  const [schedule, setSchedule] = useState(settings.schedule);
  const [keep, setKeep] = useState(String(settings.keep));
  const [hasFolder, setHasFolder] = useState(settings.folder !== null);
  const [folder, setFolder] = useState(settings.folder ?? "");
  const [hasBucket, setHasBucket] = useState(settings.s3 !== null);
  const [bucket, setBucket] = useState<BucketInput>({ ...(settings.s3 ?? NO_BUCKET), secretKey: "" });
  const [passphrase, setPassphrase] = useState<string | null>("");
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const issue = (field: string) => refusal?.issues?.find((each) => each.field === field)?.message;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setRefusal(null);
    const { secretKey, ...shown } = bucket;
    start(async () => {
      const state = await proven(() =>
        save({
          schedule,
          keep: Number(keep),
          folder: hasFolder ? folder : null,
          s3: hasBucket ? { ...shown, ...(secretKey === "" ? {} : { secretKey }) } : null,
          ...(passphrase === "" ? {} : { passphrase }),
        }),
      );
      if (state.status === "failed") return setRefusal(state.error);
      if (state.status !== "done") return;
      setBucket({ ...bucket, secretKey: "" });
      setPassphrase("");
      showResult("Saved the backup settings");
      router.refresh();
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
            hint="So many stay in each place; the oldest are deleted, also those made by hand."
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
                  <TextInput
                    {...control}
                    mono
                    autoComplete="off"
                    spellCheck={false}
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
          {refusal && (
            <FieldError>
              {sentence(refusal.message)} {refusal.evidence?.join(" ")} {refusal.fix}
            </FieldError>
          )}
          <Button type="submit" variant="primary" size="field" pending={pending} className="mt-3">
            Save
          </Button>
        </form>
      </PanelBody>
    </Panel>
  );
}
