import type {
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from "@/lib/api/contract/passkeys";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

type Asked<Options> = ActionState<Options>;

/** A device's signature over what the panel asked for; `ask` is the action that answers what that is. */
export async function signByPasskey(
  ask: () => Promise<Asked<PasskeyRequestOptions>>,
): Promise<ActionState<PasskeyAssertion>> {
  return withDevice(ask, async (optionsJSON) => {
    const { startAuthentication } = await loadBrowserPart();
    const { id, response } = await startAuthentication({ optionsJSON });
    return { id, response };
  });
}

/** A new key pair of a device, in the form that the panel takes. */
export async function makePasskey(ask: () => Promise<Asked<PasskeyCreationOptions>>) {
  return withDevice(ask, async (optionsJSON) => {
    const { startRegistration } = await loadBrowserPart();
    const { id, response } = await startRegistration({ optionsJSON });
    const { clientDataJSON, attestationObject, transports } = response;
    return { id, response: { clientDataJSON, attestationObject, transports } };
  });
}

/** Loaded by whoever uses a passkey: no other page carries it. */
const loadBrowserPart = () => import("@simplewebauthn/browser");

async function withDevice<Options, Answer>(
  ask: () => Promise<Asked<Options>>,
  use: (options: Options) => Promise<Answer>,
): Promise<ActionState<Answer>> {
  const asked = await ask();
  if (asked.status !== "done") return asked;
  try {
    return { status: "done", value: await use(asked.value) };
  } catch (thrown) {
    return { status: "failed", error: refusalOf(thrown instanceof Error ? thrown.name : ""), values: {} };
  }
}

/** Browsers tell pages little about why, on purpose: nothing, too late and not allowed are one to them. */
function refusalOf(name: string): ErrorView {
  if (name === "InvalidStateError") {
    return {
      code: "passkey-refused",
      message: "This device has a passkey for you already",
      fix: "Use that one, or add another device.",
    };
  }
  return {
    code: "passkey-refused",
    message: "Your browser gave no passkey",
    fix: "Try again, and confirm on the device. A browser that warned of the certificate gives none.",
  };
}
