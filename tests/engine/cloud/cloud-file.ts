import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { minutesNow } from "../timing";
import { Cloud, type Account, type CloudObject } from "./cloud";

interface Contents {
  readonly account: Account;
  readonly serial: number;
  readonly objects: readonly CloudObject[];
}

/** The cloud in a file that all provider processes share: one reads and changes it at a time. */
export class CloudFile {
  constructor(readonly path: string) {}

  write(cloud: Cloud): void {
    const contents: Contents = { account: cloud.account, serial: cloud.serial, objects: cloud.objects };
    // Renaming replaces the file at once: whoever is killed while writing leaves the former one.
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(contents));
    renameSync(draft, this.path);
  }

  read(): Cloud {
    const { account, objects, serial } = JSON.parse(readFileSync(this.path, "utf8")) as Contents;
    return new Cloud(account, objects, serial, minutesNow());
  }

  /** Changes the cloud unless the change throws. */
  async change<Result>(change: (cloud: Cloud) => Result): Promise<Result> {
    await this.#lock();
    try {
      const cloud = this.read();
      const result = change(cloud);
      this.write(cloud);
      return result;
    } finally {
      rmdirSync(this.#lockPath);
    }
  }

  get #lockPath(): string {
    return `${this.path}.lock`;
  }

  async #lock(): Promise<void> {
    for (;;) {
      try {
        mkdirSync(this.#lockPath);
        return;
      } catch (error) {
        if (!(error instanceof Error) || !("code" in error) || error.code !== "EEXIST") throw error;
        await wait(2);
      }
    }
  }
}
