// The clocks and bars among the components run.
import { startClocks } from "../live/clock.js";

startClocks(document.body);
