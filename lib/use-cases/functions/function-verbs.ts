import type { functionRoutes } from "@/lib/api/contract/functions";
import { createFunction } from "@/lib/use-cases/functions/create-function";
import { downloadFunction } from "@/lib/use-cases/functions/download-function";
import {
  readFunctionFile,
  removeFunctionFile,
  saveFunctionFile,
} from "@/lib/use-cases/functions/function-files";
import { listFunctions, showFunction } from "@/lib/use-cases/functions/list-functions";
import { removeFunction } from "@/lib/use-cases/functions/remove-function";
import { uploadFunction } from "@/lib/use-cases/functions/upload-function";
import type { PanelVerbs } from "@/lib/use-cases/panel";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

/** Each route's verb. */
export function functionVerbs(parts: PanelParts): Pick<PanelVerbs, keyof typeof functionRoutes> {
  return {
    "functions.list": ({ params }) => listFunctions(parts, params.stack),
    "functions.show": ({ params }) => showFunction(parts, params.stack, params.function),
    "functions.create": ({ params, body }, caller) => createFunction(parts, params.stack, body.name, caller),
    "functions.read-file": ({ params, query }) => readFunctionFile(parts, params, query.path),
    "functions.save-file": ({ params, body }, caller) => saveFunctionFile(parts, params, body, caller),
    "functions.remove-file": ({ params, body }, caller) => removeFunctionFile(parts, params, body, caller),
    "functions.upload": ({ params, body }, caller) => uploadFunction(parts, params, body, caller),
    "functions.download": ({ params }, caller) => downloadFunction(parts, params, caller),
    "functions.remove": ({ params, body }, caller) => removeFunction(parts, params, body.confirmName, caller),
  };
}
