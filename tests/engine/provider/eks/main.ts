import { endWithTheEngine } from "../end-with-the-engine";
import { serveComponents } from "./components";

/** Started by a launcher as a plugin of the engine, whose address is the first argument. */
const [, , engineAddress = ""] = process.argv;

endWithTheEngine();
void serveComponents(engineAddress);
