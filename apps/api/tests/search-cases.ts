/** What is searched: `i` issues, `p` pull requests, `c` commits; then the title, and the text after a bar. */
export const documents = `
i1  The WebSocketClient drops its connection | Reconnecting fails after an hour.
i2  Websocket upgrade is refused behind a proxy | nginx answers 400.
i3  Crash in parser.ts on empty input | See src/lexer/token-stream.ts as well.
i4  The parsers are slow | Profiling shows readToken() at the top.
i5  修复登录错误 | 用户无法登录系统，请检查密码。
i6  登录页面很慢 | 打开需要十秒。
i7  数据库连接超时 | 在高负载下 connection pool 耗尽。
i8  ログイン画面が表示されない | エラーコード E1234 が出ます。
i9  データベースの移行に失敗する | テスト環境で再現できます。
i10 로그인 오류 수정 | 검색 결과가 없습니다.
i11 getUserById returns undefined | Calling userRepository.getUserById(42) throws.
i12 get_user_by_id is deprecated | Use find_account instead.
i13 TypeError: Cannot read properties of undefined | at HttpClient.requestJson (client.js:12)
i14 HTTPServer does not close idle sockets | It listens on 127.0.0.1:8080.
i15 parseURL mishandles IPv6 addresses | new URL("http://[::1]/") is fine.
i16 UTF-8 names are garbled in the archive | The zip says cp437.
i17 utf8mb4 is required for emoji | MySQL only.
i18 Upgrade to v2.14.3 breaks the build | ERR_MODULE_NOT_FOUND from node_modules.
i19 node.js 24 support | package.json has engines.
i20 Add dark mode to the settings page | As other pages have it.
i21 Settings are lost after a restart | The settings page shows defaults.
i22 Timeout while waiting for a lock | ECONNRESET follows; see issue of the connection pool.
i23 Memory leak in the image-resizer | Each thumbnail costs 2 MiB.
i24 OAuth2 login fails with invalid_grant | The refresh token is rotated.
i25 Deploy to us-east-1 takes an hour | terraform apply waits.
i26 Docs: how to be or not to be | To be, or not to be, that is the question.
i27 std::vector<int> overflow in C++ bindings | operator[] is unchecked.
i28 München is shown as MÃ¼nchen | Encoding of the city names.
i29 iPhoneX layout is broken | Safe areas are ignored.
i30 Kubernetes pods restart | OOMKilled, exit code 137.
i31 README.md has a broken link | docs/getting-started.md moved.
i32 @octocat/hello-world cannot be installed | npm install says 404.
i33 Don't retry on 4xx | Only 5xx and ECONNREFUSED.
i34 Flaky test: cache-mix.test.ts | Fails one time in ten.
i35 Quarterly invoice total is off by one cent | Rounding of 0.005.
i70 JavaScript heap out of memory | The limit of V8.
i71 TypeScript 5.4 | Narrowing in closures.
i72 GraphQL API v4 | Mutations.
i73 Undici as transport | See src/net/WebSocketClient.ts and apiClient.getUser() for it.
i74 支持GitHub登录 | 暂无。
i75 使用WebSocket连接失败 | 暂无。
i76 OAuth2登录 | 暂无。
i77 iPhone15Pro | Notch.
i78 log4j2 | Appenders.
i79 TLSv1.3 | Handshake.
i80 v1.2.3-rc.1 | Candidate.
i81 ＡＢＣ株式会社 | ﾃﾞﾓ.
i82 a javascript heap | src/net/websocketpool.ts and httpPool
i83 Café crème déjà servi | Zürich, Ångström, naïve.
i84 Eclair de chocolat | Ελληνικά, Việt Nam, дом мой.
i85 Option --dry-run deletes data | Since v3.
p40 Mend the reconnect of WebSocketClient | Closes the leak.
p41 Rename parseUrl to parseAddress | And all callers.
p42 Bump typescript from 5.8.2 to 5.9.0 | Bumps TypeScript.
p43 Fix login redirect | Uses returnTo.
p44 重构登录模块 | 拆分 LoginService。
p45 feat(api): add rate limiting middleware | X-RateLimit-Remaining.
p46 Use createHash('sha256') for ETags | Replaces md5.
p47 refactor: extract useDebouncedCallback hook | React only.
p48 Support postgres://user@host/db URLs | And IPv6 hosts.
p49 Remove deprecated __dirname usage | ESM only.
c60 fix: null pointer in ImageResizer | Guard for missing width.
c61 chore(release): 2.14.4 | Signed-off-by: Octo
c62 Merge branch 'feature/login-form' into main | Conflicts: src/app.tsx
c63 Revert "Add dark mode" | This reverts commit 0d1a26e67d8f.
c64 perf: cache the tokenStream lookups | Twice as fast.
c65 更新依赖 | 升级 webpack。
`;

/** What is found by a query: all of it in the first page, and nothing else. */
export const queries = `
"javascript heap": i70 i82
"JavaScript heap": i70 i82
"JAVASCRIPT HEAP": i70 i82
"java script heap": i70
"javascript heap out of memory": i70
"memory the limit": i70
"heap javascript":
"v8 java":
"v8 javascript":
"typescript 5.4": i71
"TypeScript 5.4": i71
"graphql api": i72
"GraphQL api": i72
"graphql api v4": i72
websocketclient.ts: i73
WebSocketClient.ts: i73
net/websocketclient.ts: i73
src/net/webSocketClient.ts: i73
WebSocketPool.ts: i82
net/WebSocketPool.ts: i82
apiclient.getuser: i73
apiclient.getuser(): i73
apiClient.getuser: i73
ApiClient.getUser: i73
github登录: i74
GitHub登录: i74
支持github: i74
websocket连接: i75
WebSocket连接: i75
websocket连接失败: i75
oauth: i24 i76
OAuth: i24 i76
"oauth2 登录": i76
iphone: i29 i77
iphone15: i77
iPhone15: i77
iphone15pro: i77
log4j: i78
log4j2: i78
tls: i79
TLS 1.3: i79
"tls 1.3": i79
tlsv1.3: i79
TLSv1.3: i79
1.2.3: i80
1.2.3-rc.1: i80
v1.2.3: i80
v5.9.0: p42
V5.8: p42
"typescript from v5.8.2": p42
release v2.14.4: c61
v2.14.3: i18
1.2: i80
2.3: i80
2.14.3: i18
abc: i81
ＡＢＣ: i81
デモ: i81
１.２.３: i80
crash IS:open: i3
crash Is:Open: i3
crash Label:"Good First Issue": i3
crash Type:Issue: i3
crash STATE:CLOSED:
socket IN:Title TYPE:issue: i1 i14 i75
parser -LABEL:slow: i3
websocket Author:HUBOT: i2
bump author:RENOVATE[BOT]: p42
websocket AND client: i1 i73 p40
websocket NOT client: i2 i75
parser NOT label:slow: i3
"crash in" NOT "dark mode": i3
crash OR "dark mode": i3 i20 c63
parser: i3 i4
parsers: i3 i4
parser.ts: i3
PARSER.TS: i3
token-stream: i3 c64
token-stream.ts: i3
src/lexer: i3
lexer/token-stream.ts: i3
tokenstream: i3 c64
tokenStream: i3 c64
token stream: i3 c64
"token stream": i3 c64
"stream token":
readToken: i4
readtoken: i4
read token: i4
readToken(): i4
websocket: i1 i2 i73 i75 p40
WebSocket: i1 i2 i73 i75 p40
web-socket: i1 i2 i73 i75 p40
websocketclient: i1 i73 p40
WebSocketClient: i1 i73 p40
WebSocket Client: i1 i73 p40
socketclient: i1 i73 p40
socket: i1 i14 i73 i75 p40
client: i1 i13 i73 p40
reconnect: i1 p40
reconnecting: i1 p40
proxy: i2
nginx 400: i2
登录: i5 i6 i74 i76 p44
登: i5 i6 i74 i76 p44
修复登录: i5
修复登录错误: i5
登录错误: i5
登录页面: i6
错误: i5
误: i5
录: i5 i6 i74 i76 p44
登录 密码: i5
检查密码: i5
无法登录系统: i5
登录 -错误: i6 i74 i76 p44
登录模块: p44
重构: p44
十秒: i6
数据库: i7
连接超时: i7
"连接超时": i7
超时连接:
connection pool: i7 i22
高负载: i7
耗尽: i7
ログイン: i8
ログイン画面: i8
エラー: i8
エラーコード: i8
E1234: i8
e1234: i8
データベース: i9
ベース: i9
移行: i9
テスト: i9
再現: i9
로그인: i10
오류: i10
검색: i10
수정: i10
依赖: c65
升级: c65
升级 webpack: c65
更新: c65
LoginService: p44
getUserById: i11 i12
getuserbyid: i11 i12
get_user_by_id: i11 i12
userById: i11 i12
userbyid: i11 i12
userRepository: i11
userRepository.getUserById: i11
getUserById(42): i11
user repository: i11
find_account: i12
findAccount: i12
findaccount: i12
deprecated: i12 p49
TypeError: i13
"TypeError: Cannot read properties": i13
cannot read properties of undefined: i13
undefined: i11 i13
HttpClient: i13
httpclient: i13
HttpClient.requestJson: i13
requestJson: i13
requestjson: i13
client.js: i13
client.js:12: i13
HTTPServer: i14
httpserver: i14
http server: i14
127.0.0.1: i14
127.0.0.1:8080: i14
8080: i14
idle sockets: i14
parseURL: i15 p41
parseUrl: i15 p41
parse_url: i15 p41
parseurl: i15 p41
parse url: i15 p41
IPv6: i15 p48
ipv6: i15 p48
parseAddress: p41
UTF-8: i16
utf8: i16
utf-8: i16
utf8mb4: i17
cp437: i16
emoji: i17
v2.14.3: i18
2.14.4: c61
ERR_MODULE_NOT_FOUND: i18
err_module_not_found: i18
MODULE_NOT_FOUND: i18
module not found: i18
node_modules: i18
node.js: i19
package.json: i19
"node.js 24": i19
dark mode: i20 c63
"dark mode": i20 c63
"mode dark":
settings page: i20 i21
"settings page": i20 i21
setting: i20 i21
settings -dark: i21
settings restart: i21
restart: i21 i30
timeout: i22
lock: i22
ECONNRESET: i22
econnreset: i22
image-resizer: i23 c60
imageresizer: i23 c60
ImageResizer: i23 c60
image resizer: i23 c60
memory leak: i23
leak: i23 p40
thumbnail: i23
2 MiB: i23
OAuth2: i24 i76
oauth2: i24 i76
invalid_grant: i24
invalidgrant: i24
refresh token: i24
us-east-1: i25
"us-east-1": i25
terraform: i25
"to be or not to be": i26
"not to be": i26
"that is the question": i26
std::vector: i27
std::vector<int>: i27
C++ bindings: i27
operator[]: i27
München: i28
Munchen: i28
cafe: i83
CAFÉ: i83
"creme deja": i83
zurich: i83
angstrom: i83
naive: i83
éclair: i84
ελληνικα: i84
"viet nam": i84
мои: i84
münchen: i28
iPhoneX: i29
iphonex: i29
OOMKilled: i30
oomkilled: i30
exit code 137: i30
kubernetes pod: i30
README.md: i31
readme: i31
getting-started: i31
docs/getting-started.md: i31
getting-started.md: i31
@octocat/hello-world: i32
hello-world: i32
helloworld: i32
octocat/hello-world: i32
npm install 404: i32
don't retry: i33
4xx: i33
ECONNREFUSED: i33
cache-mix.test.ts: i34
cache-mix: i34
cachemix: i34
test.ts: i34
flaky: i34
"one time in ten": i34
invoice total: i35
0.005: i35
rounding or timeout: i22 i35
flaky or terraform: i25 i34
typescript: i71 p42
TypeScript 5.9.0: p42
login: i24 p43 p44 c62
logins: i24 p43 p44 c62
login -oauth2: p43 p44 c62
returnTo: p43
returnto: p43
rate limit: p45
RateLimit: p45
X-RateLimit-Remaining: p45
ratelimit: p45
feat(api): p45
middleware: p45
createHash('sha256'): p46
createHash: p46
sha256: p46
ETags: p46
etag: p46
useDebouncedCallback: p47
debouncedcallback: p47
debounced: p47
"postgres://user@host/db": p48
postgres: p48
__dirname: p49
dirname: p49
null pointer: c60
chore(release): c61
signed-off-by: c61
feature/login-form: c62
login-form: c62
loginform: c62
src/app.tsx: c62
app.tsx: c62
revert: c63
0d1a26e67d8f: c63
lookups: c64
type:pr login: p43 p44
type:issue login: i24
type:commit login: c62
is:pr websocket: p40
is:issue websocket: i1 i2 i73 i75
is:closed settings: i21
is:open settings: i20
state:closed parser: i4
is:merged login: p43
is:draft login: p44
-is:draft login type:pr: p43
author:hubot websocket: i2
author:HUBOT settings: i21
-author:hubot websocket: i1 i73 i75 p40
assignee:octocat parser: i3
label:"good first issue" parser: i3
label:Slow parser: i4
-label:slow parser: i3
in:title pool:
in:title websocket: i1 i2 i75 p40
in:title connection: i1
in:title -proxy websocket: i1 i75 p40
repo:acme/shown login: i24 p43 p44 c62
repo:ACME/Shown parser: i3 i4
repo:acme/other login:
"is:open":
--dry-run: i85
deletes --dry-run: i85
deletes -dry-run:
deletes NOT --dry-run:
the question: i26
the: i1 i4 i16 i18 i20 i21 i22 i23 i24 i26 i28 i70 p40 c64
`;
