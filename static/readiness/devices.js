// Camera, microphone and loudspeakers of this machine. Each says "ok" or why not: failed, denied, missing, insecure.
const LOOKS = 4_000;
const LISTENS = 6_000;
const HEARD = 0.02; // of the loudest there can be

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function stream(wanted) {
  if (!navigator.mediaDevices) return { why: "insecure" };
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(wanted) };
  } catch (error) {
    return { why: { NotAllowedError: "denied", NotFoundError: "missing" }[error.name] ?? "failed" };
  }
}

export async function camera(video) {
  const opened = await stream({ video: true });
  if (opened.why) return opened.why;
  video.srcObject = opened.stream;
  video.hidden = false;
  await Promise.race([video.play().catch(() => {}), wait(LOOKS)]);
  for (let left = LOOKS; left > 0 && !hasPicture(video); left -= 200) await wait(200);
  const found = hasPicture(video) ? "ok" : "failed";
  await wait(600); // so that one sees oneself
  for (const track of opened.stream.getTracks()) track.stop();
  video.hidden = true;
  return found;
}

// Something of it is lighter than the rest: a covered lens gives one dark plane.
function hasPicture(video) {
  if (!video.videoWidth) return false;
  const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 24 });
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, 32, 24);
  const greens = context.getImageData(0, 0, 32, 24).data.filter((_value, place) => place % 4 === 1);
  return Math.max(...greens) - Math.min(...greens) > 8;
}

// `show` is told the level from 0 to 1 while it listens.
export async function microphone(show) {
  const opened = await stream({ audio: true });
  if (opened.why) return opened.why;
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(opened.stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let isHeard = false;
  for (let left = LISTENS; left > 0 && !isHeard; left -= 100) {
    await wait(100);
    analyser.getFloatTimeDomainData(samples);
    const level = Math.max(...samples.map(Math.abs));
    show(level);
    isHeard = level > HEARD;
  }
  for (const track of opened.stream.getTracks()) track.stop();
  context.close();
  return isHeard ? "ok" : "failed";
}

export function tone() {
  const context = new AudioContext();
  const [sound, volume] = [context.createOscillator(), context.createGain()];
  sound.frequency.value = 660;
  volume.gain.value = 0.3;
  sound.connect(volume).connect(context.destination);
  sound.start();
  sound.stop(context.currentTime + 1.2);
  sound.addEventListener("ended", () => context.close());
}
