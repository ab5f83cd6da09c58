// The anchor of province.py on Node: a bare Socket.IO broadcast, nothing authorised, stored or rendered.
const http = require("http");
const { Server } = require("socket.io");

const whole = "x".repeat(Number(process.env.WHOLE));
const server = http.createServer((request, answer) => {
  if (request.method !== "POST") return answer.end("ok");
  let sent = "";
  request.on("data", (piece) => (sent += piece));
  request.on("end", () => {
    const { size, version } = JSON.parse(sent);
    live.emit("news", { version, parts: "x".repeat(size) });
    answer.end("ok");
  });
});
const live = new Server(server, { transports: ["websocket"], serveClient: false }).of("/live");
live.on("connection", (socket) => socket.on("join", (_asked, told) => (told({}), socket.emit("news", { parts: whole }))));
server.listen({ port: Number(process.env.PORT), host: "127.0.0.1", backlog: 4096 });
