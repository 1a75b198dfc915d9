import { z } from "zod";
import { renderedFiles, stack, stackDefinition } from "@/lib/api/contract/definition";
import { route } from "@/lib/api/contract/route";
import { changeView, revisionView } from "@/lib/api/contract/stack-views";

const stackAndRevision = stack.extend({ revision: z.coerce.number().int().min(1) });

export const revisionRoutes = {
  "revisions.list": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions",
    access: "viewer",
    token: "read",
    summary: "Every revision, newest first",
    params: stack,
    response: { json: z.object({ revisions: z.array(revisionView) }) },
  }),
  "revisions.create": route({
    method: "POST",
    path: "/v1/stacks/:stack/revisions",
    access: "operator",
    token: "deploy",
    summary: "Save a changed definition; refused with a diff when somebody else saved since `base`",
    params: stack,
    body: stackDefinition.extend({ base: z.number().int().min(1), note: z.string().max(500).default("") }),
    response: { json: z.object({ revision: revisionView, changes: z.array(changeView) }) },
  }),
  "revisions.files": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions/:revision/files",
    access: "viewer",
    token: "read",
    summary: "The rendered files, secrets masked",
    params: stackAndRevision,
    response: { json: renderedFiles },
  }),
  "revisions.download": route({
    method: "GET",
    path: "/v1/stacks/:stack/revisions/:revision/download",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary: "The rendered folder with its secrets, as a tar archive",
    params: stackAndRevision,
    response: { file: "application/x-tar" },
  }),
};
