"use client";

import { Download, ShieldCheck, Trash2 } from "lucide-react";
import { useMay } from "@/components/account/role-context";
import { backupName } from "@/components/stack-backups/backup-words";
import { Menu } from "@/components/ui/menu";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

export interface BackupMenuProps {
  readonly backup: StackBackupView;
  readonly isVerifying: boolean;
  readonly onVerify: () => void;
  readonly onDownload: () => void;
  readonly onDelete: () => void;
}

/** What can be done to a backup's file. Its data is for owners, who may hand it on or delete it. */
export function BackupMenu({ backup, isVerifying, onVerify, onDownload, onDelete }: BackupMenuProps) {
  const owns = useMay("owner");
  return (
    <Menu
      label={`More actions for the ${backupName(backup)}`}
      entries={[
        {
          type: "action",
          label: isVerifying ? "Being verified" : "Verify",
          hint: "reads it whole",
          icon: <ShieldCheck />,
          disabled: isVerifying,
          onSelect: onVerify,
        },
        ...(owns
          ? [
              {
                type: "action" as const,
                label: "Download",
                hint: "decrypted",
                icon: <Download />,
                onSelect: onDownload,
              },
              { type: "separator" as const },
              {
                type: "action" as const,
                label: "Delete",
                icon: <Trash2 />,
                danger: true,
                onSelect: onDelete,
              },
            ]
          : []),
      ]}
    />
  );
}
