import { CloudFile } from "../cloud/cloud-file";
import { awsProvider } from "./aws-provider";
import { kubernetesProvider } from "./kubernetes-provider";
import { endWithTheEngine } from "./end-with-the-engine";
import { serve } from "./service";

/** Started by a launcher as a plugin of the engine: the package is the first argument. */
const [, , packageName] = process.argv;
const file = process.env["ENGINE_TEST_CLOUD"];
if (file === undefined) throw new Error("ENGINE_TEST_CLOUD: there is no file of the stand-in cloud.");

endWithTheEngine();
serve(packageName === "kubernetes" ? kubernetesProvider(new CloudFile(file)) : awsProvider(new CloudFile(file)));
